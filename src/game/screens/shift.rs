//! Between the contacts of a shift: who waits, what is done, how the day goes.

use accesskit::Role;
use bevy::prelude::*;

use super::clock;
use super::home::{channel_icon, outcome_words};
use crate::game::action::Action;
use crate::game::decide::StartTrouble;
use crate::game::shelf::Shelf;
use crate::game::shift::Working;
use crate::game::text::fill;
use crate::game::theme::{Icon, Size, Tone, Ui, Weight};
use crate::game::ui::{El, Scrolling};
use crate::shift::summary;
use crate::time::CallTime;

pub(super) fn shift(ui: &Ui, world: &World) -> El {
    let t = ui.texts;
    let main = El::column().grow().full().role(Role::Main).label(t.shifts).key("shift screen");
    let Some(working) = world.get_resource::<Working>() else { return main };
    let shelf = world.resource::<Shelf>();
    let language = ui.look.language;
    let run = &working.run;
    let day = run.shift().days.get(run.day());
    let title = El::column()
        .gap(2.0)
        .child(ui.title(run.shift().title.get(language)))
        .child(ui.muted(day.map_or("", |day| day.name.get(language))));
    let leave = if run.is_over() {
        ui.button(Weight::Main, Some(Icon::Home), t.home, Some("Esc"), Action::LeaveShift).key("leave").autofocus()
    } else {
        ui.button(Weight::Usual, Some(Icon::Home), t.shift_leave, Some("Esc"), Action::LeaveShift).key("leave")
    };
    let mut inside = El::column().full().pad_xy(28.0, 24.0).gap(18.0);
    inside = inside.child(El::row().full().between().wrap().gap(12.0).child(title).child(leave));
    if let Some(why) = &world.resource::<StartTrouble>().0 {
        inside = inside.child(ui.banner(Tone::Bad, Icon::Warning, fill(t.start_trouble, &[("why", why)])));
    }
    inside = inside.child(coming(ui, working, shelf)).child(done(ui, working, shelf));
    main.child(ui.scroll("shift", Scrolling::Stay, inside))
}

/// What comes next.
fn coming(ui: &Ui, working: &Working, shelf: &Shelf) -> El {
    let t = ui.texts;
    let run = &working.run;
    let language = ui.look.language;
    let card = ui.card().pad(20.0).gap(12.0).full().max_width(760.0 * ui.scale()).role(Role::Group).label(t.shift_next);
    let Some(next) = run.next() else {
        if run.is_over() {
            return card.key("shift over").child(ui.state(Tone::Good, Icon::Flag, t.shift_over)).child(figures(ui, working));
        }
        let name = run.shift().days.get(run.day() + 1).map_or("", |day| day.name.get(language));
        let words = fill(t.shift_next_day, &[("day", name)]);
        return card
            .key("day over")
            .child(ui.heading(t.shift_day_over))
            .child(figures(ui, working))
            .child(El::row().child(
                ui.button(Weight::Main, Some(Icon::Sun), &words, Some("F1"), Action::NextDay).key("next day").autofocus(),
            ));
    };
    let now = working.now_s();
    let (waits, here) = (run.waiting(now), next.at_s <= now);
    let known = shelf.cards.iter().find(|card| card.id == next.scenario);
    let icon = known.map_or(Icon::PhoneIncoming, |card| channel_icon(card.channel));
    let company = known.map_or("", |card| card.company.as_str());
    let time = if here { minutes(now - next.at_s) } else { minutes(next.at_s - now) };
    let words = fill(if here { t.shift_waits } else { t.shift_comes }, &[("time", &time)]);
    // After half a minute people grow impatient; the wait shows it in more than colour.
    let tone = if here && now - next.at_s > 30 { Tone::Warn } else { Tone::Accent };
    let queue = fill(t.queue, &[("n", &waits.to_string())]);
    let verb = if here { t.shift_take } else { t.shift_skip };
    card.key("coming")
        .child(
            El::row()
                .full()
                .gap(10.0)
                .wrap()
                .child(ui.icon(icon, Size::Title, ui.palette.accent))
                .child(ui.heading(company))
                .child(El::space())
                .child(ui.badge(if waits > 2 { Tone::Warn } else { Tone::Plain }, Some(Icon::Hourglass), queue)),
        )
        .child(ui.state(tone, Icon::Clock, &words))
        .child(El::row().child(ui.button(Weight::Go, Some(icon), verb, Some("F1"), Action::NextContact).key("next").autofocus()))
}

/// What is done, each to be looked at again.
fn done(ui: &Ui, working: &Working, shelf: &Shelf) -> El {
    let t = ui.texts;
    let language = ui.look.language;
    let run = &working.run;
    let rows = run.done().iter().enumerate().map(|(place, one)| {
        let title = shelf
            .cards
            .iter()
            .find(|card| card.id == one.scenario)
            .map_or(one.scenario.as_str(), |card| card.title.get(language));
        let (tone, icon, words) = outcome_words(ui, one.outcome());
        let times = fill(t.shift_times, &[("waited", &minutes(one.waited_s)), ("handled", &minutes(one.handled_s))]);
        let review = working.folders.get(place).cloned().flatten().map(|folder| {
            ui.button(Weight::Usual, Some(Icon::History), t.review, None, Action::Review(folder))
                .label(format!("{}: {title}", t.review))
        });
        El::row()
            .full()
            .pad_xy(14.0, 10.0)
            .gap(12.0)
            .wrap()
            .round(10.0)
            .fill(ui.palette.surface)
            .line(ui.palette.line)
            .key(format!("done {place}"))
            .role(Role::ListItem)
            .child(El::column().grow().gap(2.0).child(ui.strong(title)).child(ui.small(times)))
            .child(ui.badge(tone, Some(icon), words))
            .children(review)
    });
    let heading = format!("{} · {}/{}", t.shift_done, run.done().len(), run.shift().contacts());
    let list = El::column().full().gap(8.0).max_width(760.0 * ui.scale()).role(Role::List).label(t.shift_done);
    list.child(ui.overline(heading)).children(rows)
}

/// How it went for those who called.
fn figures(ui: &Ui, working: &Working) -> El {
    let t = ui.texts;
    let sum = summary(&working.run);
    let done = sum.done.to_string();
    let rows = [
        fill(t.shift_resolved, &[("n", &sum.resolved.to_string()), ("part", &sum.partly.to_string()), ("all", &done)]),
        fill(t.shift_in_time, &[("n", &sum.in_time.to_string()), ("all", &done)]),
        fill(t.shift_wait, &[("mean", &minutes(sum.mean_wait_s)), ("longest", &minutes(sum.longest_wait_s))]),
        fill(t.shift_handled, &[("time", &minutes(sum.mean_handled_s))]),
    ];
    El::column().full().gap(6.0).children(rows.map(|words| ui.body(words)))
}

/// Minutes and seconds: `2:07`.
fn minutes(seconds: u32) -> String {
    clock(CallTime(u64::from(seconds) * 1_000))
}
