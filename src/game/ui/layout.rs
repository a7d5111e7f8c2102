//! Where an element stands, how large it is, how it is painted.

use bevy::prelude::*;

use super::El;

impl El {
    /// Space between children.
    pub(crate) fn gap(mut self, pixels: f32) -> Self {
        self.node.row_gap = px(pixels);
        self.node.column_gap = px(pixels);
        self
    }

    /// Space inside, all round.
    pub(crate) fn pad(mut self, pixels: f32) -> Self {
        self.node.padding = UiRect::all(px(pixels));
        self
    }

    /// Space inside: at the sides; above and below.
    pub(crate) fn pad_xy(mut self, x: f32, y: f32) -> Self {
        self.node.padding = UiRect::axes(px(x), px(y));
        self
    }

    /// Takes what is left of the parent's room; may shrink to nothing.
    pub(crate) fn grow(mut self) -> Self {
        self.node.flex_grow = 1.0;
        self.node.flex_basis = px(0);
        self.node.min_width = px(0);
        self.node.min_height = px(0);
        self
    }

    /// As wide as the parent allows.
    pub(crate) fn full(mut self) -> Self {
        self.node.width = percent(100);
        self
    }

    /// A fixed width that is never squeezed.
    pub(crate) fn width(mut self, pixels: f32) -> Self {
        self.node.width = px(pixels);
        self.node.flex_shrink = 0.0;
        self
    }

    /// At most so wide.
    pub(crate) fn max_width(mut self, pixels: f32) -> Self {
        self.node.max_width = px(pixels);
        self
    }

    /// A fixed height that is never squeezed.
    pub(crate) fn height(mut self, pixels: f32) -> Self {
        self.node.height = px(pixels);
        self.node.flex_shrink = 0.0;
        self
    }

    /// At least so high.
    pub(crate) fn min_height(mut self, pixels: f32) -> Self {
        self.node.min_height = px(pixels);
        self
    }

    /// Is never squeezed.
    pub(crate) fn rigid(mut self) -> Self {
        self.node.flex_shrink = 0.0;
        self
    }

    /// Children break into lines.
    pub(crate) fn wrap(mut self) -> Self {
        self.node.flex_wrap = FlexWrap::Wrap;
        self
    }

    /// Children in the middle, both ways.
    pub(crate) fn centre(mut self) -> Self {
        self.node.align_items = AlignItems::Center;
        self.node.justify_content = JustifyContent::Center;
        self
    }

    /// Children at the start across the direction.
    pub(crate) fn start(mut self) -> Self {
        self.node.align_items = AlignItems::FlexStart;
        self
    }

    /// Children as wide (or high) as the element.
    pub(crate) fn stretch(mut self) -> Self {
        self.node.align_items = AlignItems::Stretch;
        self
    }

    /// Children apart, first and last at the edges.
    pub(crate) fn between(mut self) -> Self {
        self.node.justify_content = JustifyContent::SpaceBetween;
        self
    }

    /// Rounded corners.
    pub(crate) fn round(mut self, pixels: f32) -> Self {
        self.node.border_radius = BorderRadius::all(px(pixels));
        self
    }

    /// A background.
    pub(crate) fn fill(mut self, colour: Color) -> Self {
        self.fill = colour;
        self
    }

    /// A border all round.
    pub(crate) fn line(mut self, colour: Color) -> Self {
        self.node.border = UiRect::all(px(1));
        self.line = colour;
        self
    }

    /// A border below only.
    pub(crate) fn line_below(mut self, colour: Color) -> Self {
        self.node.border = UiRect::bottom(px(1));
        self.line = colour;
        self
    }

    /// A line along its upper edge.
    pub(crate) fn line_above(mut self, colour: Color) -> Self {
        self.node.border = UiRect::top(px(1));
        self.line = colour;
        self
    }

    /// Cuts off what sticks out.
    pub(crate) fn clip(mut self) -> Self {
        self.node.overflow = Overflow::clip();
        self
    }

    /// Laid over its parent at these distances from its edges (left, right, top, bottom).
    pub(crate) fn over(mut self, left: Val, right: Val, top: Val, bottom: Val) -> Self {
        self.node.position_type = PositionType::Absolute;
        (self.node.left, self.node.right, self.node.top, self.node.bottom) = (left, right, top, bottom);
        self
    }
}
