/** Ends an escape, or begins another one: ESC, BEL and the C1 controls that do the same in one character. */
const EDGE = String.raw`\u0007\u001b\u0090\u0098\u009b-\u009f`
/** With its parameters, such as a color. */
const CSI = String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]`
/** OSC, DCS, APC, PM or SOS with an end, such as a link or a title. */
const STRING = String.raw`(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^${EDGE}]*(?:\u0007|\u001b\\|\u009c)`
/** ESC and one more character that begins none of the others. */
const SHORT = String.raw`\u001b[ -/]*[0-OQ-WYZ\\\u0060-~]`
const CUT_OFF = String.raw`[\u001b\u009b]`

/**
 * Text that a terminal takes for a command instead of showing it (ECMA-48). If a command is cut off, only its beginning
 * matches: text that somebody should read may follow.
 *
 * Node's `stripVTControlCharacters` takes minutes for 1 MB of `ESC ;#;#;#…`. Here no match
 * contains a second beginning, so no character is searched twice.
 */
const ESCAPES = new RegExp(`${CSI}|${STRING}|${SHORT}|${CUT_OFF}`, 'g')

/** A text as a terminal shows it, without its colors, titles and other commands. Takes time in proportion to its length. */
export const withoutEscapes = (text: string): string => text.replace(ESCAPES, '')
