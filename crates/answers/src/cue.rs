//! Sentences by which a letter shows what it is.

use crate::exemption::is_open;
use crate::pattern::patterns;

patterns! {
    /// "Your message could not be delivered to the following recipients".
    UNDELIVERED = concat!(
        r"(?i)\b(?:(?:could\s+not|cannot|can't|couldn't|wasn['’]t|was\s+not|not\s+been",
        r"|has\s+not\s+been)\s+(?:be\s+)?(?:successfully\s+)?delivered\b",
        r"|delivery\s+(?:to\s+.{1,80}\s+)?(?:has\s+)?failed|undeliver(?:able|ed)|failed\s+recipients?",
        r"|mailbox\s+(?:is\s+)?(?:full|unavailable|not\s+found)|(?:user|recipient",
        r"|address)\s+(?:is\s+)?(?:unknown|rejected|not\s+found))",
    );
    /// "I am out of the office until Monday", "on annual leave", "Automatic reply: away".
    ABSENT = concat!(
        r"(?i)\b(?:out\s+of\s+(?:the\s+)?office|out-of-office|on\s+(?:annual|maternity|paternity|sick",
        r"|parental|study|extended)?\s*leave|(?:currently|presently)\s+away|away\s+from\s+(?:the",
        r"|my)\s+(?:office|desk)|away\s+(?:until|from\s+work)|not\s+in\s+the\s+office|on\s+holiday",
        r"|(?:i\s+(?:will|shall)|i['’]ll|i\s+am)\s+(?:be\s+)?(?:back|return(?:ing)?)\b",
        r"|no\s+longer\s+works?\b|limited\s+access\s+to\s+(?:my\s+)?e-?mails?|i\s+do\s+not\s+work\s+on)",
    );
    /// "You have received a secure message: sign in to Egress to read it", "view our response on the portal".
    PORTAL = r"(?ix)\b(?: (?:egress|galaxkey|zivver|cryoserver|sharefile|proofpoint
            |mimecast\s+secure|objective\s+connect|wetransfer|onedrive|sharepoint)\b
        | (?:secure|encrypted|protected)\s+(?:e-?mail|message|portal|file|link|download|website
            |document)\b.{0,120}\b(?:log\s?in|sign\s?in|register|download|view|click|access|read|open|link
            |collect|passcode|password|account|waiting)
        | (?:log\s?in|sign\s?in|log\s+on(?:to)?|register|visit|click|access|view|download|collect
            |retrieve)\b.{0,100}\b(?:portal|secure\s+(?:site|message|link|file)|message\s+cent(?:re|er)
            |case\s+page)
        | portal\b.{0,100}\b(?:log\s?in|sign\s?in|register|download|view|click|access|collect|retrieve
            |available|ready) )";
    /// "This is a fees notice", "we require a fee of £30", "please send a cheque".
    FEE = concat!(
        r"(?i)\b(?:fees?\s+notice|fee\s+of\s+£|(?:a\s+)?fee\s+(?:is|will\s+be)\s+(?:payable|required",
        r"|charged)|payment\s+of\s+£|(?:pay|paying|paid|receipt\s+of|received?)\s+(?:the|this|a",
        r"|your)\s+(?:fee|payment)|(?:send|enclose|forward)\s+(?:us\s+)?(?:a\s+)?(?:cheque|payment)",
        r"|charge\s+(?:of\s+£|you\s+£)|disbursements?\s+of\s+£)",
    );
    /// "No fee is payable", "a fee may be charged": no notice.
    NO_FEE = concat!(
        r"(?i)\b(?:no\s+(?:fee|charge)|not\s+(?:charge|be\s+charged)|free\s+of\s+charge|may|might|if",
        r"|regulations|in\s+some\s+cases)\b",
    );
    /// "We have transferred your request to the county council", "please redirect your request to".
    HANDS_ON = r"(?ix)\b(?: (?:transferred|forwarded|passed|redirected|re-directed|referred
            |sent)\s+(?:on\s+)?(?:your|the|this|it)\s*(?:\w+\s+){0,4}?(?:request|enquiry|e-?mail|letter
            |questions?)?\s*(?:on\s+|across\s+|over\s+)?to\b
        | (?:request|enquiry|e-?mail|letter)\s+(?:has|have|was|will)\s+(?:now\s+)?(?:been\s+
            |be\s+)?(?:transferred|forwarded|passed|redirected|re-directed|referred)\s+(?:on\s+)?to\b
        | (?:transferr?ing|forwarding|passing|redirecting|referring)\s+(?:your|the
            |this)\s+(?:\w+\s+){0,4}?(?:request|enquiry|e-?mail|letter)\s+(?:on\s+)?to\b
        | (?:redirect|re-direct|resubmit|re-submit|address|submit|send|direct)\s+(?:your
            |this)\s+(?:\w+\s+){0,3}?(?:request|enquiry|questions?)\s+(?:directly\s+)?to\b )";
    /// "passed to the relevant department": that is only how work begins.
    INWARD = concat!(
        r"(?i)\bto\s+(?:(?:the|our|a|my|your|all)\s+)*(?:relevant|appropriate|correct|responsible",
        r"|information|foi|freedom|service|department|team|colleague|lead|officer|manager|head|director",
        r"|ig\b|it\b|hr\b|above|this|us\b|foi@|investigat|be\b)",
    );
    /// "Could you please clarify", "we need further information to identify what you want".
    ASKS = r"(?ix)\b(?: (?:please|could\s+you|can\s+you|would\s+you|grateful\s+if\s+you
            |need\s+you\s+to|ask\s+(?:that\s+)?you|asking\s+you\s+to|require\s+you\s+to
            |you\s+to)\b.{0,60}\b(?:clarif\w+|specify|confirm\s+(?:whether|which|what|if)|explain\s+what
            |let\s+(?:us|me)\s+know\s+(?:which|what|whether|if\s+you\s+(?:mean|want))|narrow
            |state\s+(?:which|whether|what)|tell\s+us\s+(?:which|what|whether))
        | (?:seek|seeking|require|requires|need|needs|request|requesting|await
            |awaiting)\s+(?:\w+\s+){0,3}?clarification | clarification\s+(?:is\s+|has\s+been\s+)?(?:sought
            |required|needed|requested)
        | (?:further|more|additional)\s+(?:information|details?)\s+(?:from\s+you\s+)?(?:in\s+order\s+)?to\s+
            (?:identify|locate|process|answer|be\s+able) | (?:not\s+clear|unclear)\s+(?:to\s+us\s+)?(?:what
            |which|whether|from) | what\s+(?:exactly\s+)?(?:do\s+)?you\s+mean | section\s+1\s?\(3\)
        | did\s+you\s+(?:mean|intend|want)\b | do\s+you\s+(?:mean|want|require)\b .{0,80}\? )";
    /// "If we need clarification we will write": no question yet.
    PERHAPS_ASKS = concat!(
        r"(?i)\b(?:if\s+(?:we|you|this|there|the|any|your)|should\s+(?:we|you)|may\s+(?:need|contact|ask",
        r"|require|seek|write|be)|might|in\s+the\s+event|where\s+(?:we|clarification)|unless)\b",
    );
    /// "We need more time to consider the public interest", "extend the deadline", "section 10(3)".
    EXTENDS = r"(?ix)\b(?: (?:extend|extends|extended|extending|extension\s+(?:of
            |to))\b.{0,60}\b(?:deadline|time|period|limit|date|response|days) | (?:deadline|time\s+(?:limit
            |scale|frame)?|period)\b.{0,40}\b(?:extended|extension)
        | section\s+10\s?\(3\) | s\.?\s?10\s?\(3\) | (?:further|additional|more|extra)\s+(?:time
            |\d+\s+working\s+days|twenty\s+working\s+days)\b
        | (?:unable|not\s+able|not\s+be\s+able|not\s+possible
            |not\s+in\s+a\s+position)\s+to\s+(?:\w+\s+){0,4}?(?:respond|reply|answer|meet|complete
            |provide)\b.{0,60}\b(?:within|by\s+the|deadline|time|statutory)
        | still\s+considering\b.{0,60}\bpublic\s+interest |
            public\s+interest\s+test\b.{0,60}\b(?:not\s+(?:yet\s+)?(?:been\s+)?complete|still|by\s+\d) )";
    /// "may be extended", "if we need more time": not yet.
    PERHAPS_EXTENDS = concat!(
        r"(?i)\b(?:may|might|can\s+be|if|should|could|in\s+some|possible\s+that|where)\b",
        r"|\bapolog\w+\s+for\s+the\s+delay|\b(?:over|exceed\w*|more\s+than|excess)\b[^.]{0,40}\b(?:18",
        r"|limit)",
    );
    /// "You will receive our response within 20 working days", "we aim to respond by 11 July".
    WILL_ANSWER = r"(?ix)\b(?: (?:will|shall|aim(?:s|ing)?\s+to|endeavou?r\s+to|hope\s+to
            |expect\s+to|should|intend\s+to|try\s+to|must|required\s+to
            |seek\s+to)\s+(?:\w+\s+){0,5}?(?:respon\w+|repl(?:y|ied)|answer(?:ed)?|provide|issue|receive
            |be\s+(?:dealt|handled|processed|considered|answered|sent|in\s+touch))\b.{0,120}\b(?:within
            |by\s+(?:the\s+)?\d|by\s+\w+day|by\s+(?:january|february|march|april|may|june|july|august
            |september|october|november|december)|no\s+later\s+than|on\s+or\s+before|working\s+days
            |in\s+(?:line|accordance)\s+with|as\s+soon\s+as|shortly|in\s+due\s+course|deadline)
        | (?:response|reply|answer)\s+(?:is\s+|will\s+be\s+)?(?:due|expected)\b | (?:within|up\s+to
            |take)\s+(?:the\s+)?(?:statutory\s+)?(?:20|twenty)\s*(?:\(?20\)?\s+)?working\s+days (?:\s+(?:of
            |from)\s+receipt)? | (?:being|be)\s+(?:dealt\s+with|processed|handled|considered
            |looked\s+into)\b.{0,80}\b(?:act|team|respon\w+) )";
    /// "We did not reply within 20 working days", "a review is answered within 20 working days".
    PAST_ANSWER = concat!(
        r"(?i)\b(?:did\s+not|failed|apolog\w+|sorry|delay|late|regret|answered|processed\s+within",
        r"|responded\s+to|review|requests?\s+(?:are|were)|percentage|performance|had\s+within",
        r"|were\s+(?:answered|closed))\b",
    );
    /// "Please find attached our response", "our answers are below", "I can confirm that we hold".
    ANSWERS = r"(?ix)\b(?: (?:please\s+(?:find|see)|find)\s+(?:\w+\s+){0,4}?(?:attached
            |enclosed|below) | (?:attached|enclosed)\s+(?:is|are|please|you\s+will|letter|response|document
            |spreadsheet|file) | (?:is|are)\s+(?:attached|enclosed|set\s+out|as\s+follows|below|provided)
        | (?:our|the\s+(?:trust|council)['’]s|full|final)\s+(?:response|reply|answers?) | i\s+(?:can
            |am\s+able\s+to|am\s+writing\s+to)\s+(?:now\s+)?(?:confirm|provide|respond|advise|disclose) |
            we\s+(?:can|are\s+able\s+to)\s+(?:now\s+)?(?:confirm|provide|respond|advise|disclose) |
            in\s+(?:response|answer|reply)\s+to\s+your
        | (?:see|in)\s+(?:the\s+)?attach(?:ed|ment) | response\s+to\s+your\s+(?:request|enquiry|foi|freedom)
            | (?:does|do|did)\s+not\s+hold | exempt | website )";
    /// "Our reply is not ready yet", "the answer is with a director for approval", "sorry for the delay in
    /// our response".
    NOT_YET = r"(?ix)\b(?: not\s+yet\b | (?:has|have|had|is|are)\s+yet\s+to\b |
            not\s+(?:been\s+)?(?:ready|finished|final)\b | await(?:s|ed|ing)?\b | pending\b
        | still\s+(?:being|waiting|working|with|gathering|collating|compiling|collecting|preparing
            |considering|outstanding)\b | in\s+progress\b | under\s?way\b
        | being\s+(?:prepared|compiled|collated|gathered|finalised|drafted|reviewed|checked|approved|signed)
            | (?:sorry|apolog\w+|regret)\b.{0,60}\b(?:delay\w*|late|wait\w*|taking|longer) )";
    /// "… which is attached": it has come after all.
    HERE = r"(?i)\b(?:attached|enclosed|below|set\s+out|as\s+follows|herewith|above)\b";
    /// What is not yet there is an answer.
    AN_ANSWER = concat!(
        r"(?i)\b(?:responses?|repl(?:y|ies)|answers?|requests?|enquir(?:y|ies)|information|questions?|it",
        r"|this)\b",
    );
    /// "We have received your request", "I acknowledge receipt", "thank you for contacting us".
    RECEIVED = concat!(
        r"(?i)\b(?:acknowledg\w*|receipt\s+of\s+your|(?:request|e-?mail|letter|enquiry|message",
        r"|which)\b[^.]{0,60}\breceived\b|\breceived\s+(?:your|by|on|today|here|from\s+you)\b|(?:has",
        r"|have|been)\s+(?:\w+\s+)?(?:logged|registered|recorded|allocated|passed)\b",
        r"|thank\s+you\s+for\s+(?:your|contacting|getting|e-?mailing|submitting|writing)",
        r"|thanks\s+for\s+(?:your|contacting)|we\s+(?:have|['’]ve)\s+(?:got|received)|auto(?:matic",
        r"|mated)?[\s-]*(?:reply|response|acknowledg\w+)|do\s+not\s+reply)",
    );
}

/// What a sentence can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    /// A letter did not arrive.
    Undelivered,
    /// A person is away.
    Absent,
    /// The answer lies behind a link.
    Portal,
    /// Money is wanted.
    Fee,
    /// More time is taken.
    Extends,
    /// A question comes back.
    Asks,
    /// The request goes to another body.
    HandsOn,
    /// An answer is promised.
    WillAnswer,
    /// An answer is here.
    Answers,
    /// An answer is not there yet.
    NotYet,
    /// The request arrived.
    Received,
}

/// Whether a sentence shows it outright, not only as something that may happen.
pub(crate) fn says(cue: Cue, sentence: &str) -> bool {
    match cue {
        Cue::Undelivered => UNDELIVERED.is_match(sentence),
        Cue::Absent => ABSENT.is_match(sentence),
        Cue::Portal => PORTAL.is_match(sentence) && !WILL_ANSWER.is_match(sentence),
        Cue::Fee => FEE.is_match(sentence) && !NO_FEE.is_match(sentence),
        Cue::Extends => EXTENDS.is_match(sentence) && !PERHAPS_EXTENDS.is_match(sentence),
        Cue::Asks => ASKS.is_match(sentence) && !PERHAPS_ASKS.is_match(sentence),
        Cue::HandsOn => {
            HANDS_ON.is_match(sentence) && !INWARD.is_match(sentence) && !PERHAPS_ASKS.is_match(sentence)
        }
        Cue::WillAnswer => WILL_ANSWER.is_match(sentence) && !PAST_ANSWER.is_match(sentence),
        Cue::Answers => {
            ANSWERS.is_match(sentence)
                && !WILL_ANSWER.is_match(sentence)
                && !not_yet(sentence)
                && !is_open(sentence)
        }
        Cue::NotYet => not_yet(sentence) && AN_ANSWER.is_match(sentence),
        Cue::Received => RECEIVED.is_match(sentence),
    }
}

fn not_yet(sentence: &str) -> bool {
    NOT_YET.is_match(sentence) && !HERE.is_match(sentence)
}
