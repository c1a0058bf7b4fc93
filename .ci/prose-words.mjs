// The words that we don't write, and what we write instead. Plain American English: who does what, one word for one thing.

/** A pattern of text without code, and its remedy. Global and case-insensitive. */
const word = (pattern, remedy) => ({ pattern: new RegExp(pattern, 'gi'), remedy })

export const WORDS = [
  // One word for one thing.
  word(String.raw`\b(?<!\ball )(?<!device )sessions?\b(?! in ChatGPT| of processes)`, 'login'),
  word(String.raw`\brotat(?:e|es|ed|ing|ion|ions)\b`, 'refresh'),
  word(String.raw`\b(?:renew|renews|renewed|renewal|renewing)\b`, 'refresh'),
  word(String.raw`\bgenerations?\b`, 'revision'),
  word(String.raw`\bspen(?:d|ds|t|ding)\b`, 'use, used'),
  word(String.raw`\bin the clear\b`, 'unencrypted'),
  // What happens, in the words of GitHub.
  word(String.raw`\b(?:is|are|was|were|goes|be|stays?) (?:red|green)\b`, 'fails, succeeds'),
  word(String.raw`\b(?:ended|ends|end|went|goes) well\b`, 'succeeded, succeeds'),
  word(String.raw`\b(?:lies?|lay|stands?|stood|sits?) (?:in|on|there|beside|below|above|under)\b`, 'is in'),
  word(String.raw`\b(?:is|are|was) none\b`, 'no, there is no'),
  word(
    String.raw`\bnot taken\b|\b(?:doesn't|does not|don't|do not|didn't) take (?:this|the|a|any|that|it|them)\b`,
    'accept',
  ),
  word(String.raw`\b(?:is|are|was|were|be) to be\b`, 'must be, will be'),
  word(String.raw`\bshall\b`, 'must, will'),
  word(String.raw`\banew\b`, 'again'),
  word(String.raw`\bcan not\b|\bcannot\b`, "can't"),
  word(String.raw`\bthe second of\b|\bin that second\b`, 'during'),
  word(String.raw`\ball the same\b`, 'anyway'),
  word(String.raw`\bof itself\b`, 'automatically'),
  word(String.raw`\bin vain\b`, 'without success'),
  word(
    String.raw`\b(?:thereby|thereof|therein|whereby|hereby|herein|whence|hence|whilst|upon|amongst|lest)\b`,
    'a plain word',
  ),
  word(
    String.raw`(?<!there )\b(?:is|are|was|were) no (?!longer\b|more\b|less\b|reason\b|need\b|way\b|such\b|one\b|other\b|better\b|help\b|use\b)`,
    "isn't a",
  ),
  word(String.raw`\b(?:is|are|was|were|be|been) told\b|\btells? of\b`, 'is shown, gets, says'),
  word(String.raw`\b(?:the|their|its) like\b`, 'similar'),
  word(String.raw`[,(;] ?else\b(?! if)`, 'otherwise'),
  word(String.raw`\bwithout a word\b`, 'silently'),
  word(String.raw`\bunseen\b`, 'unnoticed'),
  word(String.raw`\bfor good\b`, 'permanently'),
  word(String.raw`\bmid-(?:run|turn)\b`, 'while it runs'),
  // Fillers.
  word(
    String.raw`\b(?:simply|obviously|of course|in order to|prior to|utilize|utilise|leverage|seamless(?:ly)?|robust|powerful)\b`,
    'nothing, or a plain word',
  ),
  // American spelling.
  word(String.raw`\b(?:colou?r|behaviou?r|favou?r|honou?r|neighbou?r)(?<=our)(?:s|ed|ing)?\b`, '-or'),
  word(
    String.raw`\b(?:organis|recognis|serialis|initialis|authoris|normalis|minimis|summaris)(?:e|es|ed|er|ing|ation|ations)\b`,
    '-ize',
  ),
  word(String.raw`\b(?:labelled|signalled|signalling|travelled|modelled)\b`, 'one l'),
  word(String.raw`\b(?:licence|artefacts?|towards|afterwards|grey|cheque|programme)\b`, 'American spelling'),
]

/** A sentence that begins like this is turned around, if it is no question. */
export const INVERTED =
  /(?:^|[.!:] )((?:Who|Whoever|Whose|Whatever|Of)\b[^.?!|]*[.!|]|What (?!is\b|to\b)[^.?!|]*[.!])/g
