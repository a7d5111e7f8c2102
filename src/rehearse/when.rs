//! Taking conditions apart: what an utterance has to do to fit, how far a goal is from holding.

use std::collections::BTreeSet;

use super::moves::Wanted;
use crate::event::Mode;
use crate::scenario::When;

/// No condition is taken apart into more ways to fit than this.
const MOST_TRIGGERS: usize = 12;

/// What an utterance may do to fit a condition: each set is one way. What is asked of the call's past or the desk is left out.
pub(super) fn triggers(when: &When) -> BTreeSet<BTreeSet<Wanted>> {
    let one = |wanted: Wanted| BTreeSet::from([BTreeSet::from([wanted])]);
    let nothing = || BTreeSet::from([BTreeSet::new()]);
    match when {
        When::Act(acts) => acts.iter().map(|act| BTreeSet::from([Wanted::Act(act.clone())])).collect(),
        When::Asks(fact) => one(Wanted::Fact(fact.clone(), Mode::Asked)),
        When::Tells(fact) => one(Wanted::Fact(fact.clone(), Mode::Told)),
        When::TellsWrong(fact) => one(Wanted::Fact(fact.clone(), Mode::ToldWrong)),
        When::Mentions(fact) => one(Wanted::Fact(fact.clone(), Mode::Mentioned)),
        When::Any(whens) => whens.iter().flat_map(triggers).take(MOST_TRIGGERS).collect(),
        When::All(whens) => whens.iter().fold(nothing(), |so_far, when| {
            let here = triggers(when);
            let both = so_far.iter().flat_map(|left| here.iter().map(move |right| left | right));
            both.take(MOST_TRIGGERS).collect()
        }),
        _ => nothing(),
    }
}

/// How many things are still to be done before a condition holds; `None` if something that cannot be undone keeps it from ever
/// holding.
pub(super) fn distance(when: &When, holds: &dyn Fn(&When) -> bool) -> Option<u32> {
    match when {
        When::All(whens) => whens.iter().try_fold(0, |sum, when| Some(sum + distance(when, holds)?)),
        When::Any(whens) => whens.iter().filter_map(|when| distance(when, holds)).min(),
        // What moods did may be undone; what was said or done may not.
        When::Not(inner) if matches!(**inner, When::AngerFrom(_) | When::TrustFrom(_) | When::PatienceTo(_)) => {
            Some(u32::from(!holds(when)))
        }
        When::Not(_) => holds(when).then_some(0),
        // How the contact came about is what it is.
        When::Waited(_) | When::Earlier(_) => holds(when).then_some(0),
        leaf => Some(u32::from(!holds(leaf))),
    }
}
