/** The project's page: `homepage` in package.json, without its fragment. */
export const HOMEPAGE = 'https://github.com/canonical-stack/canonical-stack'

/** The page that explains every error, a section for each code. */
export const ERRORS_PAGE = `${HOMEPAGE}/blob/main/docs/errors.md`
