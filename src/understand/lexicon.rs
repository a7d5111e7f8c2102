//! The shape of `scenarios/lexicon/*.ron`: what authors write about the ways of doing an act.

use std::collections::BTreeMap;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::ids::{ActId, Language};

/// Version of the lexicon format that this program reads.
pub const FORMAT: u16 = 1;

/// Every act this program's rubrics, personas and scenarios may speak of. A lexicon that needs another declares it in `own_acts`.
pub const ACTS: [&str; 81] = [
    "adapt_pace",
    "affirm",
    "anything_else",
    "apologise",
    "ask_consent",
    "ask_identity",
    "ask_leaving_reason",
    "ask_name",
    "ask_repeat",
    "ask_spell",
    "backchannel",
    "blame",
    "calm_down",
    "check_agreement",
    "check_clear",
    "check_satisfaction",
    "clarify",
    "closed_question",
    "courtesy",
    "defer",
    "deny_responsibility",
    "dismiss",
    "disparage",
    "empathise",
    "escalate",
    "explain_privacy",
    "explain_step",
    "explain_term",
    "explore",
    "farewell",
    "follow_up",
    "give_reason",
    "give_reference",
    "greet",
    "hold_estimate",
    "hold_reason",
    "hold_request",
    "hold_return",
    "insult",
    "interpret",
    "jargon",
    "leading_question",
    "name_office",
    "negate",
    "next_instance",
    "obstruct",
    "offer_alternative",
    "offer_callback",
    "offer_help",
    "offer_option",
    "offer_product",
    "open_question",
    "order",
    "paraphrase",
    "positive_wording",
    "press",
    "promise",
    "read_back",
    "recall_case",
    "recap",
    "record_words",
    "recording_notice",
    "reflect_feeling",
    "refuse",
    "register_complaint",
    "respect_refusal",
    "speculate",
    "state_company",
    "state_duration",
    "state_name",
    "survey_duration",
    "survey_intro",
    "survey_probe",
    "teach_back",
    "thank",
    "transfer_announce",
    "transfer_reason",
    "tu_form",
    "unsolicited_advice",
    "use_name",
    "warn",
];

/// Acts that count against the operator who does them.
pub const COSTLY: [&str; 14] = [
    "blame",
    "calm_down",
    "deny_responsibility",
    "dismiss",
    "disparage",
    "insult",
    "jargon",
    "leading_question",
    "obstruct",
    "order",
    "press",
    "speculate",
    "tu_form",
    "unsolicited_advice",
];

/// Acts that comfort: what empathy of the words is judged by.
pub(super) const COMFORTING: [&str; 4] = ["empathise", "explore", "interpret", "reflect_feeling"];

/// One lexicon file: a language's own, or a sector pack added to it.
///
/// A *cue* is a way of saying something, written as a template: `(a|b)` for alternatives, `[a]` for what may be left out,
/// `<name>` for one of the `words` of that name, `^` and `$` for the beginning and end of a clause, `^^` and `$$` of the
/// whole utterance, a final `?` for "only as a question", a final `.` for "only as a statement". Case, accents and
/// punctuation do not matter; fillers may stand anywhere inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// Version of the file format; 1.
    pub format: u16,
    /// The language it is about.
    pub language: Language,
    /// Named sets of words and short phrases, for `<name>` in cues.
    #[serde(default, deserialize_with = "unique_keys")]
    pub words: BTreeMap<String, Vec<String>>,
    /// Words that may stand anywhere inside a cue and say nothing: `ehm`, `davvero`, `molto`.
    #[serde(default)]
    pub fillers: Vec<String>,
    /// Short words that a recogniser drops or swaps and a cue survives without: `il`, `di`, `che`.
    #[serde(default)]
    pub weak: Vec<String>,
    /// What turns the words after it into their opposite: `non`, `non (dico|penso) che`.
    #[serde(default)]
    pub denials: Vec<String>,
    /// What makes a sentence a question even if nobody wrote a question mark.
    #[serde(default)]
    pub questions: Vec<String>,
    /// What makes the naming of a fact a request for it: `mi (dà|dica)`, `per cortesia`.
    #[serde(default)]
    pub requests: Vec<String>,
    /// What shows that a value is somebody else's, a former one or a mere supposition, so that it is no wrong information.
    #[serde(default)]
    pub hedges: Vec<String>,
    /// Acts of its author's own, beside [`ACTS`].
    #[serde(default)]
    pub own_acts: Vec<ActId>,
    /// The ways of doing each act.
    #[serde(deserialize_with = "unique_keys")]
    pub acts: BTreeMap<ActId, Cues>,
}

impl Lexicon {
    /// The acts it has cues for, in order of their names.
    pub fn acts(&self) -> impl Iterator<Item = &ActId> {
        self.acts.keys()
    }
}

/// The ways of doing one act.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cues {
    /// Templates of what is said.
    pub cues: Vec<String>,
    /// Near misses: words that look like the act and are not. They silence every cue they touch.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Acts that the same words cannot do as well: this one wins over them.
    #[serde(default)]
    pub beats: Vec<ActId>,
    /// Whether only the words as written count, slips of the recogniser not allowed for. For acts that cost the trainee.
    #[serde(default)]
    pub strict: bool,
    /// Whether a denial before it leaves it standing.
    #[serde(default)]
    pub survives_denial: bool,
}

/// Reads a map and refuses a key that comes twice: the second would silently replace the first.
fn unique_keys<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + std::fmt::Debug,
    V: Deserialize<'de>,
{
    struct Unique<K, V>(std::marker::PhantomData<(K, V)>);

    impl<'de, K: Deserialize<'de> + Ord + std::fmt::Debug, V: Deserialize<'de>> Visitor<'de> for Unique<K, V> {
        type Value = BTreeMap<K, V>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a map")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some(key) = access.next_key::<K>()? {
                let name = format!("{key:?}");
                let value = access.next_value()?;
                if map.insert(key, value).is_some() {
                    return Err(A::Error::custom(format!("{name} comes twice")));
                }
            }
            Ok(map)
        }
    }

    deserializer.deserialize_map(Unique(std::marker::PhantomData))
}
