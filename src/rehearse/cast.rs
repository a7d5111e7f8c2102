//! One cast rehearsed: explored, and the author's calls and the bots judged.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bots::{Bot, bots, slipped};
use super::explore::{Explored, explore};
use super::moves::moves;
use crate::call::{Call, header_of};
use crate::event::{Arrival, Earlier, Event, Mode, Outcome};
use crate::ids::{FactId, IndicatorId};
use crate::plan::{Pace, Plan, run_plan};
use crate::record::{Header, Record, encode_header};
use crate::rubric::Rubric;
use crate::scenario::{Past, Script, When};
use crate::scoring::{self, score};
use crate::understand::{Lexicon, Understander};

/// One call that was held: by whom, how it ended, what it was worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// Who held it.
    pub who: String,
    /// What they did.
    pub plan: Plan,
    /// How it ended, if it did.
    pub outcome: Option<Outcome>,
    /// The judgement by every indicator.
    pub findings: BTreeMap<IndicatorId, scoring::Outcome>,
}

/// What came of one cast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CastRehearsal {
    /// Facts none of whose own phrases is understood.
    pub deaf: Vec<(FactId, Mode)>,
    /// Where a call can get to.
    pub explored: Explored,
    /// The author's good calls.
    pub good: Vec<Tried>,
    /// The good call with one slip after the greeting.
    pub slips: Vec<Tried>,
    /// The author's other calls, and the bots'.
    pub others: Vec<Tried>,
}

/// The wait that is rehearsed beside none, in seconds.
const LONG_WAIT_S: u32 = 600;

/// Rehearses a cast. `good` are the author's good calls, written for this cast or put into it; `others` their other calls. Bots are
/// made of the first good call, where `with_bots` says so.
pub fn rehearse_cast(
    script: &Arc<Script>,
    (understander, lexicons): (Understander, &[Lexicon]),
    rubric: &Rubric,
    (good, others): (&[Bot], &[Bot]),
    with_bots: bool,
    bound: usize,
) -> CastRehearsal {
    let understander = Arc::new(understander.remembering());
    let moves = moves(script, &understander, lexicons);
    let mut explored = explore(script, &understander, &moves, bound);
    for other in other_pasts(script) {
        explored.also(explore(&Arc::new(other), &understander, &moves, bound));
    }
    let mut held = |bots: &[Bot]| -> Vec<Tried> {
        let held = bots.iter().map(|bot| hold(script, &understander, rubric, bot));
        let held = held.map(|(tried, events)| {
            explored.note(&events);
            tried
        });
        held.collect()
    };
    let (good_calls, mut tried) = (held(good), held(others));
    let mut slips = Vec::new();
    if let Some(first) = good.first() {
        slips = held(&slipped(&first.plan, script));
        if with_bots {
            tried.extend(held(&bots(&first.plan, script, &moves.sayings)));
        }
    }
    CastRehearsal { deaf: moves.deaf, explored, good: good_calls, slips, others: tried }
}

/// The same contact as it comes if the earlier one went as badly as can be, or as well, and after a long wait: where the scenario
/// asks for any of that.
fn other_pasts(script: &Script) -> Vec<Script> {
    let asked = |when: &When| {
        let mut found = false;
        when.leaves(&mut |leaf, _| found |= matches!(leaf, When::Waited(_) | When::Earlier(_)));
        found
    };
    if !script.conditions().into_iter().any(asked) {
        return Vec::new();
    }
    let usual = script.arrival.earlier.as_ref();
    let after = |waited_s, earlier: Option<Earlier>| script.clone().arriving(Arrival { waited_s, earlier, place: None });
    let worst = usual.map(|usual| Earlier {
        outcome: Outcome::Unresolved,
        told: BTreeSet::new(),
        ticket: false,
        forms: BTreeSet::new(),
        ..usual.clone()
    });
    let mut best = usual.map(|usual| Earlier { outcome: Outcome::Resolved, ticket: true, ..usual.clone() });
    if let Some(best) = &mut best {
        for when in script.conditions() {
            when.leaves(&mut |leaf, _| match leaf {
                When::Earlier(Past::Told(fact)) => drop(best.told.insert(fact.clone())),
                When::Earlier(Past::Submitted(form)) => drop(best.forms.insert(form.clone())),
                _ => {}
            });
        }
    }
    vec![after(LONG_WAIT_S, worst), after(0, best)]
}

fn hold(script: &Arc<Script>, understander: &Arc<Understander>, rubric: &Rubric, bot: &Bot) -> (Tried, Vec<Event>) {
    let seed = bot.plan.seed.unwrap_or(1);
    let mut call = Call::new(Arc::clone(script), Arc::clone(understander), seed);
    let (events, _) = run_plan(&mut call, &bot.plan, &Pace::AS_READ);
    let header = Header { seed, trainee: "bot".to_owned(), ..header_of(script) };
    let chain = encode_header(&header).1;
    let record = Record { header, events, chain, torn: false };
    let card = score(&record, rubric);
    let findings = card.findings.into_iter().map(|finding| (finding.indicator, finding.outcome)).collect();
    let tried = Tried { who: bot.name.clone(), plan: bot.plan.clone(), outcome: call.state().outcome, findings };
    (tried, record.events)
}
