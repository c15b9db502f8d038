/** What a page may load and run, as the header `content-security-policy` says it. */

/** For a page whose scripts are files of its own server: nothing but what that server gives, and no script that stands in the page. */
export const servedPolicy = [
  ...["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'", "connect-src 'self'"],
  ...["style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "base-uri 'none'", "form-action 'none'"],
].join('; ')

/** For a page that is one file: it carries its scripts in itself, and asks nobody for anything. */
export const oneFilePolicy =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:; sandbox allow-scripts"
