// Written by `npm run bump`.

/** The version that the action uses if `codex-version` names none, and that its tests drive. */
export const DEFAULT_CODEX_VERSION = '0.171.0'

/**
 * `dist.integrity` of every platform's package of the default version, from npm's registry. A download must match it,
 * whatever a registry says. A test compares these with package-lock.json.
 */
export const PINS: Readonly<Record<string, string>> = {
  '0.171.0-darwin-arm64':
    'sha512-hIYTkRUpuYpkVfTq4cpby0PXqhAVcIgE7f6FoyY1lt2RyARj3GXS1Can/dIYUBItVhXzhb98HYHZNzCX74QRlQ==',
  '0.171.0-darwin-x64':
    'sha512-pwN5uNEKx/mZjwBEf/6CKq6SJMfJS5kruV3sJQAk7ebIPvC58Ote3CicIxETDZtjLj35rNv3PLPd7mHCg6hGPw==',
  '0.171.0-linux-arm64':
    'sha512-9z17t4bbUJ9UCIb49O4PoA+ki+45q3rd8nZ8PeH6sYnlKkBld/Xpo/OS3h3Ti954+foshX4o7k5TCU8N7zzqQA==',
  '0.171.0-linux-x64':
    'sha512-l66NZkQgdk2C3pbcfULDz42yEUB581MVA6I+Y43Wp4OIqEy73HCdmZ0GTjeAHY2ycuH4N00d9VsLrwT1jxshTw==',
  '0.171.0-win32-arm64':
    'sha512-kkavDHtAkkNaYtO7eBw4IdBbE/PsWP+Ezp9JXcr/mBu/Cc7EevzFVIVC3sZYvWsF9xuvyjIUv9CKeN0LU0+N9Q==',
  '0.171.0-win32-x64':
    'sha512-HKWBK25tLQxdEg6svw0CrBf+v0bQhRyF8EBVdNqeRxErqpfFa/dfSar6r3sJt6tyPqozOtgz2BH8B2G3n/+gnQ==',
}
