/** Where the project lives; equal to `homepage` in package.json. */
export const HOMEPAGE = 'https://github.com/canonical-stack/canonical-stack'

/** The page that explains every error, a section for each code. */
export const ERRORS_PAGE = `${HOMEPAGE}/blob/main/docs/errors.md`
