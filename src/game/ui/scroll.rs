//! Areas that follow their end while the reader is there, and keys that scroll.

use bevy::prelude::*;
use bevy::ui_widgets::Scrollbar;

use super::element::Scrolling;

/// How an area behaves when its content grows.
#[derive(Component, Debug, Clone, Copy)]
pub(super) struct Follows(pub(super) Scrolling);

/// The content height an area had when it was last looked at.
#[derive(Component, Debug, Default, Clone, Copy)]
struct LastHeight(f32);

/// Within so many pixels of the end a reader counts as being at the end.
const NEAR_END: f32 = 48.0;

pub(super) fn plugin(app: &mut App) {
    app.register_required_components::<Follows, LastHeight>().add_systems(PreUpdate, (follow_the_end, hide_idle_bars));
}

/// A bar with nothing to scroll is not drawn.
fn hide_idle_bars(mut bars: Query<(&Scrollbar, &mut Visibility)>, areas: Query<&ComputedNode>) {
    for (bar, mut visibility) in &mut bars {
        let idle = areas.get(bar.target).is_ok_and(|area| area.content_size().y <= area.size().y + 1.0);
        visibility.set_if_neq(if idle { Visibility::Hidden } else { Visibility::Inherited });
    }
}

fn follow_the_end(mut areas: Query<(&Follows, &ComputedNode, &mut ScrollPosition, &mut LastHeight)>) {
    for (follows, node, mut position, mut last) in &mut areas {
        let content = node.content_size().y * node.inverse_scale_factor;
        let room = node.size().y * node.inverse_scale_factor;
        let end = (content - room).max(0.0);
        if position.y > end {
            position.y = end;
        }
        let grown = content > last.0 + 0.5;
        let was_at_end = position.y + room + NEAR_END >= last.0;
        if grown && was_at_end && follows.0 == Scrolling::Follow && position.y < end {
            position.y = end;
        }
        last.0 = content;
    }
}
