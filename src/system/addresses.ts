/** Whether an address leads to this machine itself: 127.0.0.0/8, ::1 or localhost, as URL writes them. */
export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)

/** Whether nobody on the way can read or change what goes there: https, or plain http that never leaves this machine. */
export const isSafe = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
