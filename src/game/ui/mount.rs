//! Brings a tree of [`El`]s onto the glass by changing only what differs from the one before.

use std::mem;

use bevy::input_focus::tab_navigation::{TabGroup, TabIndex};
use bevy::input_focus::{FocusCause, InputFocus};
use bevy::picking::hover::Hovered;
use bevy::prelude::*;
use bevy::text::{FontSource, LineHeight, Underline, UnderlineColor};
use bevy::ui::InteractionDisabled;
use bevy::ui_widgets::{Button, ControlOrientation, ScrollArea, Scrollbar, ScrollbarThumb};

use super::access::describe;
use super::control::{Does, Key, Paint};
use super::element::{Content, El, Run};
use super::field;
use super::scroll::Follows;

/// Room between lines, in parts of the text size: generous, for readers who need it (WCAG 2.2, 1.4.12 asks that 1.5 be possible).
const LINE_HEIGHT: f32 = 1.35;

/// What is on the glass now.
#[derive(Resource, Default)]
pub(crate) struct Shown(Option<Mounted>);

/// An element and the entities that show it.
struct Mounted {
    entity: Entity,
    /// The element without its children.
    el: El,
    children: Vec<Mounted>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Shown>();
}

/// Shows a tree in place of the one shown before.
pub(crate) fn show(world: &mut World, mut tree: El) {
    name_controls(&mut tree);
    let shown = world.resource_mut::<Shown>().0.take();
    let mounted = match shown {
        Some(mut mounted) if same_kind(&mounted.el, &tree) => {
            update(world, &mut mounted, tree, false);
            mounted
        }
        Some(other) => {
            world.entity_mut(other.entity).despawn();
            mount(world, tree, None, false)
        }
        None => mount(world, tree, None, false),
    };
    world.entity_mut(mounted.entity).insert_if_new(TabGroup::new(0));
    world.resource_mut::<Shown>().0 = Some(mounted);
    rescue_focus(world);
}

/// A control without a name of its own is named by the words in it.
fn name_controls(el: &mut El) {
    if el.control.is_some() && el.access.label.is_none() {
        el.access.label = Some(el.text());
    }
    el.children.iter_mut().for_each(name_controls);
}

/// Whether one element's entity can become the other by changing components.
fn same_kind(old: &El, new: &El) -> bool {
    let same_content = match (&old.content, &new.content) {
        (Content::Input { field: a, .. }, Content::Input { field: b, .. }) => a == b,
        (a, b) => mem::discriminant(a) == mem::discriminant(b),
    };
    same_content
        && old.key == new.key
        && old.control.is_some() == new.control.is_some()
        && old.scroll == new.scroll
        && old.modal == new.modal
}

fn mount(world: &mut World, mut el: El, before: Option<Entity>, in_control: bool) -> Mounted {
    let children = mem::take(&mut el.children);
    let entity = world.spawn_empty().id();
    dress(world, entity, None, &el, in_control);
    fit_out(world, entity, &el, before);
    let in_control = in_control || el.control.is_some();
    let mut mounted: Vec<Mounted> = Vec::with_capacity(children.len());
    for child in children {
        let before = mounted.last().map(|sibling| sibling.entity);
        mounted.push(mount(world, child, before, in_control));
    }
    let entities: Vec<Entity> = mounted.iter().map(|child| child.entity).collect();
    world.entity_mut(entity).add_children(&entities);
    Mounted { entity, el, children: mounted }
}

fn update(world: &mut World, mounted: &mut Mounted, mut el: El, in_control: bool) {
    let children = mem::take(&mut el.children);
    if mounted.el != el {
        dress(world, mounted.entity, Some(&mounted.el), &el, in_control);
        mounted.el = el;
    }
    let in_control = in_control || mounted.el.control.is_some();
    let order: Vec<Entity> = mounted.children.iter().map(|child| child.entity).collect();
    let mut old: Vec<Option<Mounted>> = mem::take(&mut mounted.children).into_iter().map(Some).collect();
    let mut fresh: Vec<Mounted> = Vec::with_capacity(children.len());
    for child in children {
        let before = fresh.last().map(|sibling| sibling.entity);
        let kept = old.iter_mut().find_map(|slot| slot.take_if(|candidate| same_kind(&candidate.el, &child)));
        // A scroll bar belongs to the sibling before it: with another sibling it is another bar.
        let kept = kept.filter(|kept| match kept.el.content {
            Content::ScrollBar(_) if world.get::<Scrollbar>(kept.entity).map(|bar| bar.target) != before => {
                world.entity_mut(kept.entity).despawn();
                false
            }
            _ => true,
        });
        fresh.push(match kept {
            Some(mut kept) => {
                update(world, &mut kept, child, in_control);
                kept
            }
            None => mount(world, child, before, in_control),
        });
    }
    for gone in old.into_iter().flatten() {
        world.entity_mut(gone.entity).despawn();
    }
    let entities: Vec<Entity> = fresh.iter().map(|child| child.entity).collect();
    if entities != order && !entities.is_empty() {
        world.entity_mut(mounted.entity).replace_children(&entities);
    }
    mounted.children = fresh;
}

/// Components that follow the element's value.
fn dress(world: &mut World, entity: Entity, old: Option<&El>, new: &El, in_control: bool) {
    let mut target = world.entity_mut(entity);
    if changed(old, new, |el| &el.node) {
        target.insert(new.node.clone());
    }
    if changed(old, new, |el| &el.line) {
        target.insert(BorderColor::all(new.line));
    }
    if changed(old, new, |el| &el.fill) || changed(old, new, |el| &el.control) {
        match &new.control {
            Some(control) => {
                target
                    .insert((Paint { rest: new.fill, hover: control.hover, press: control.press }, Does(control.action.clone())));
                if control.enabled {
                    target.remove::<InteractionDisabled>();
                } else {
                    target.insert(InteractionDisabled);
                }
            }
            None => {
                target.insert(BackgroundColor(new.fill));
            }
        }
    }
    if changed(old, new, |el| &el.content) {
        dress_content(&mut target, old.map(|old| &old.content), &new.content);
    }
    if changed(old, new, |el| &el.access) || changed(old, new, |el| &el.content) || changed(old, new, |el| &el.control) {
        target.insert(describe(new, in_control));
    }
}

fn changed<T: PartialEq>(old: Option<&El>, new: &El, part: impl Fn(&El) -> &T) -> bool {
    old.is_none_or(|old| part(old) != part(new))
}

fn dress_content(target: &mut EntityWorldMut, old: Option<&Content>, new: &Content) {
    match new {
        Content::Words { runs, wraps, centred } => {
            let layout = TextLayout::new(
                if *centred { Justify::Center } else { Justify::Left },
                if *wraps { LineBreak::WordOrCharacter } else { LineBreak::NoWrap },
            );
            target.insert(layout);
            if matches!(old, Some(Content::Words { runs: before, .. }) if before == runs) {
                return;
            }
            target.despawn_related::<Children>();
            let (first, rest) = match runs.split_first() {
                Some((first, rest)) => (Some(first), rest),
                None => (None, &[][..]),
            };
            target.insert(Text::new(first.map_or("", |run| run.text.as_str())));
            if let Some(run) = first {
                target.insert(style(run));
                underline(target, run);
            }
            for run in rest {
                target.with_children(|spans| {
                    let mut span = spans.spawn((TextSpan::new(&run.text), style(run)));
                    if let Some(colour) = run.underline {
                        span.insert((Underline, UnderlineColor(colour)));
                    }
                });
            }
        }
        Content::Input { .. } => field::dress(target, old, new),
        Content::Nothing | Content::ScrollBar(_) => {}
    }
}

fn underline(target: &mut EntityWorldMut, run: &Run) {
    match run.underline {
        Some(colour) => target.insert((Underline, UnderlineColor(colour))),
        None => target.remove::<(Underline, UnderlineColor)>(),
    };
}

/// The components of a run of words.
pub(super) fn style(run: &Run) -> impl Bundle {
    (
        TextFont {
            font: FontSource::Family(run.family.into()),
            font_size: FontSize::Px(run.size),
            weight: FontWeight(run.weight),
            ..default()
        },
        TextColor(run.ink),
        LineHeight::RelativeToFont(LINE_HEIGHT),
    )
}

/// Components an entity has from the beginning, by its kind.
fn fit_out(world: &mut World, entity: Entity, el: &El, before: Option<Entity>) {
    let mut target = world.entity_mut(entity);
    let touchable = el.control.is_some()
        || el.scroll.is_some()
        || el.above
        || matches!(el.content, Content::Input { .. } | Content::ScrollBar(_));
    if !touchable {
        target.insert(Pickable::IGNORE);
    }
    if el.above {
        target.insert(GlobalZIndex(10));
    }
    if el.modal {
        target.insert(TabGroup::modal());
    }
    if let Some(key) = &el.key {
        target.insert(Key(key.clone()));
    }
    if el.control.is_some() {
        let colour = el.fill;
        target.insert((Button, Hovered::default(), TabIndex(0), BackgroundColor(colour)));
        // `Button` brings an accessibility node of its own.
        target.insert(describe(el, false));
    }
    if matches!(el.content, Content::Input { .. }) {
        target.insert(TabIndex(0));
    }
    if let Some(scrolling) = el.scroll {
        target.insert((ScrollArea, Follows(scrolling)));
    }
    if let (Content::ScrollBar(colour), Some(area)) = (&el.content, before) {
        let colour = *colour;
        target.insert(Scrollbar::new(area, ControlOrientation::Vertical, 32.0)).with_children(|bar| {
            bar.spawn((
                ScrollbarThumb { border_radius: BorderRadius::all(px(4)), border: UiRect::ZERO },
                BackgroundColor(colour),
                Hovered::default(),
            ));
        });
    }
    if el.autofocus {
        world.resource_mut::<InputFocus>().set(entity, FocusCause::Navigated);
    }
}

/// Focus whose element is gone returns to the screen as a whole, so that the next Tab starts at its beginning and shortcuts work.
fn rescue_focus(world: &mut World) {
    let lost = world.resource::<InputFocus>().get().is_some_and(|entity| world.get_entity(entity).is_err());
    if lost {
        world.resource_mut::<InputFocus>().clear();
    }
}
