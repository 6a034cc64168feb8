/** The project's page: `homepage` in package.json, without its fragment. */
export const HOMEPAGE = 'https://github.com/canonical-stack/canonical-stack'

/** The documentation page of all errors, one section per code. */
export const ERRORS_PAGE = `${HOMEPAGE}/blob/main/docs/errors.md`
