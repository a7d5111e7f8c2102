//! Units of competence: points, threshold, how much was observed.

use accesskit::Role;
use bevy::prelude::*;

use crate::game::text::fill;
use crate::game::theme::{Icon, Size, Tone, Ui};
use crate::game::ui::El;
use crate::report::{UnitView, View};
use crate::scoring::Level;

pub(super) fn units(ui: &Ui, view: &View) -> El {
    El::row()
        .full()
        .stretch()
        .wrap()
        .gap(12.0)
        .role(Role::List)
        .label(ui.texts.units)
        .children(view.units.iter().map(|unit| card(ui, unit)))
}

fn percent_of(thousandths: u32) -> String {
    format!("{} %", (thousandths + 5) / 10)
}

fn card(ui: &Ui, unit: &UnitView) -> El {
    let t = ui.texts;
    let p = &ui.palette;
    let (tone, icon) = match unit.level {
        Level::Reached => (Tone::Good, Icon::CheckCircle),
        Level::NotReached => (Tone::Bad, Icon::CrossCircle),
        Level::ToBeAssessed => (Tone::Plain, Icon::Scale),
    };
    let points = unit.points.map_or_else(|| "–".to_owned(), percent_of);
    let mut fill_bar = El::row().fill(p.strong(tone)).round(4.0);
    fill_bar.node.width = percent(unit.points.unwrap_or(0) as f32 / 10.0);
    fill_bar.node.height = percent(100);
    let mut threshold =
        El::row().over(percent(unit.threshold as f32 / 10.0), Val::Auto, px(-3), Val::Auto).width(2.0).height(14.0);
    threshold.fill = p.ink;
    let bar = El::row()
        .full()
        .height(8.0)
        .round(4.0)
        .fill(p.press)
        .child(fill_bar)
        .child(threshold)
        .role(Role::Meter)
        .label(format!("{}: {points}", unit.title))
        .measure(i32::try_from(unit.points.unwrap_or(0) / 10).unwrap_or(0), 0, 100);
    let coverage = unit.coverage.map_or_else(String::new, |coverage| fill(t.observed, &[("share", &percent_of(coverage))]));
    let mut el = ui
        .card()
        .gap(8.0)
        .pad(14.0)
        .role(Role::ListItem)
        .label(format!("{} {}", unit.id, unit.title))
        .child(
            El::row()
                .full()
                .gap(8.0)
                .start()
                .child(El::column().grow().child(ui.small(unit.id.as_str())).child(ui.strong(unit.title.as_str())))
                .child(ui.words(points, Size::Title, 700, p.ink).single_line()),
        )
        .child(El::column().grow())
        .child(bar)
        .child(
            El::row()
                .full()
                .between()
                .gap(8.0)
                .child(ui.state(tone, icon, unit.level_label.as_str()))
                .child(ui.small(coverage).single_line()),
        )
        .child(ui.small(fill(t.threshold, &[("share", &percent_of(unit.threshold)), ("source", &unit.threshold_source)])));
    el.node.flex_grow = 1.0;
    el.node.flex_basis = px(210.0 * ui.scale());
    el
}
