//! What came of a call: how it ended, the call as a ribbon, units, findings with their evidence, and the transcript.

mod findings;
mod ribbon;
mod transcript;
mod units;

use accesskit::Role;
use bevy::prelude::*;

use super::home::outcome_words;
use crate::game::action::Action;
use crate::game::shift::Working;
use crate::game::text::fill;
use crate::game::theme::{Icon, Size, Tone, Ui, Weight};
use crate::game::ui::{El, Scrolling};
use crate::game::verdict::{Judged, Verdict};

pub(super) fn debrief(ui: &Ui, world: &World) -> El {
    let t = ui.texts;
    let main = El::column().grow().full().role(Role::Main).label(t.debrief_title).key("debrief screen");
    let Some(verdict) = world.get_resource::<Verdict>() else {
        return main;
    };
    let judged = match &verdict.judged {
        Ok(judged) => judged,
        Err(why) => {
            let home = ui.button(Weight::Main, Some(Icon::Home), t.home, Some("Esc"), Action::Home).key("home").autofocus();
            return main
                .pad(20.0)
                .gap(12.0)
                .start()
                .child(ui.banner(Tone::Bad, Icon::Warning, fill(t.debrief_failed, &[("why", why)])))
                .child(home);
        }
    };
    let in_shift = world.get_resource::<Working>().is_some();
    let top = El::column()
        .full()
        .gap(12.0)
        .child(head(ui, verdict, judged, in_shift))
        .children(exported(ui, verdict))
        .child(ribbon::ribbon(ui, &judged.view.ribbon, &judged.view.findings))
        .child(units::units(ui, &judged.view));
    if ui.is_narrow() {
        let all = El::column()
            .full()
            .pad(14.0)
            .gap(14.0)
            .child(top)
            .child(findings::findings(ui, verdict, judged))
            .child(ui.card().child(transcript::transcript(ui, verdict, judged)));
        return main.stretch().child(ui.scroll("debrief", Scrolling::Stay, all));
    }
    let left = El::column().full().gap(14.0).child(top).child(findings::findings(ui, verdict, judged)).child(notices(ui, judged));
    let right = ui
        .card()
        .pad(0.0)
        .gap(0.0)
        .width((400.0 * ui.scale()).min(560.0))
        .stretch()
        .clip()
        .child(El::row().full().rigid().pad_xy(16.0, 12.0).line_below(ui.palette.line).child(ui.heading(t.transcript)))
        .child(ui.scroll("transcript", Scrolling::Stay, transcript::transcript(ui, verdict, judged).pad(14.0)));
    main.child(
        El::row()
            .grow()
            .full()
            .stretch()
            .pad(14.0)
            .gap(14.0)
            .child(El::column().grow().stretch().child(ui.scroll("debrief", Scrolling::Stay, left)))
            .child(right),
    )
}

fn head(ui: &Ui, verdict: &Verdict, judged: &Judged, in_shift: bool) -> El {
    let t = ui.texts;
    let view = &judged.view;
    let mut facts = El::row().gap(8.0).wrap();
    match view.ending {
        Some(ending) => {
            let (tone, icon, _) = outcome_words(ui, ending);
            facts = facts.child(ui.badge(tone, Some(icon), view.ending_label.as_str()));
        }
        None => facts = facts.child(ui.badge(Tone::Warn, Some(Icon::History), t.was_interrupted)),
    }
    facts = facts.child(ui.badge(Tone::Plain, Some(Icon::Clock), view.duration.as_str())).child(ui.badge(
        Tone::Plain,
        Some(Icon::Building),
        verdict.record.header.company.as_str(),
    ));
    let home = if in_shift { t.back_to_shift } else { t.home };
    let buttons = El::row()
        .gap(8.0)
        .wrap()
        .child(ui.button(Weight::Usual, Some(Icon::Download), t.export, None, Action::Export).key("export"))
        .children((!in_shift).then(|| ui.button(Weight::Usual, Some(Icon::Again), t.again, None, Action::Again).key("again")))
        .child(ui.button(Weight::Main, Some(Icon::Home), home, Some("Esc"), Action::Home).key("home").autofocus());
    El::row()
        .full()
        .gap(12.0)
        .wrap()
        .between()
        .child(
            El::column()
                .gap(6.0)
                .child(
                    ui.words(view.identity.title.as_str(), Size::Title, 700, ui.palette.ink).role(Role::Heading).named_by_text(),
                )
                .child(facts),
        )
        .child(buttons)
}

fn exported(ui: &Ui, verdict: &Verdict) -> Option<El> {
    let t = ui.texts;
    verdict.exported.as_ref().map(|result| match result {
        Ok(path) => ui.banner(Tone::Good, Icon::Download, fill(t.exported, &[("path", &path.display().to_string())])),
        Err(why) => ui.banner(Tone::Bad, Icon::Warning, fill(t.export_failed, &[("why", why)])),
    })
}

fn notices(ui: &Ui, judged: &Judged) -> El {
    let view = &judged.view;
    El::column()
        .full()
        .gap(4.0)
        .pad_xy(4.0, 8.0)
        .child(ui.small(view.identity.rubric.as_str()))
        .child(ui.small(view.identity.adoption.as_str()))
        .children(view.notices.iter().map(|notice| ui.small(notice.as_str())))
}
