//! The seam between the figure and the panels of a page.

use downhill::OptimizerRunner;
use downhill_plot::{Palette, Shape, View};
use serde::Serialize;

use crate::arrivals::Arrivals;
use crate::edit::Edit;
use crate::effect::Painting;
use crate::numbers::Numbers;
use crate::scheduler::Deadline;
use crate::session::Changed;
use crate::texts::Texts;

/// What a panel may know of the figure.
pub struct Context<'a> {
    /// The run, as far as it is computed.
    pub runner: &'a OptimizerRunner,
    /// The step that is shown.
    pub step: u32,
    /// The step that was asked for; ahead of what is computed it is another.
    pub sought: u32,
    /// Who has arrived at the minimum, in what is computed.
    pub(crate) arrivals: &'a Arrivals,
    /// Whether the race plays.
    pub is_playing: bool,
    /// Whether a gesture lasts that changes the run.
    pub in_gesture: bool,
    /// Whether the picture is complete.
    pub is_drawn: bool,
    /// The map between the picture and the plane of the objective; none while there is no picture.
    pub view: Option<View>,
    /// The colours.
    pub palette: Palette,
    /// The present frame (ms).
    pub frame_ms: f64,
    /// The texts.
    pub texts: &'static Texts,
    /// How numbers are written.
    pub numbers: &'a Numbers,
}

/// What a panel has done in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// There is nothing more to be done.
    Done,
    /// It goes on in the next frame.
    Unfinished,
}

/// What lies over the picture of a step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    /// Shapes over the heads, in CSS px.
    pub shapes: Vec<Shape>,
    /// The step whose heads are shown instead of those of the present one.
    pub peeked: Option<u32>,
}

/// What comes of a panel's control.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// How the run is to be changed.
    pub edit: Option<Edit>,
    /// What a screen reader speaks.
    pub announcement: Option<String>,
    /// What is not allowed of it, in a sentence for its field.
    pub refusal: Option<String>,
}

/// A part of the page beside the picture. None of them knows another.
pub trait Panel: Default {
    /// What it shows, as plain data; curves are painted and are no part of it.
    type View: Clone + PartialEq + Serialize;
    /// What its own controls ask for.
    type Command;

    /// The run is about to change. What `context` has is what was before.
    fn replacing(&mut self, context: &Context<'_>) {
        let _ = context;
    }

    /// The run is another, or is looked at or coloured in another way.
    fn changed(&mut self, context: &Context<'_>, changed: &Changed) {
        let _ = (context, changed);
    }

    /// One of its controls was used.
    fn command(&mut self, context: &Context<'_>, command: Self::Command) -> Response;

    /// Works in a frame until the deadline, and paints.
    fn work(
        &mut self,
        context: &Context<'_>,
        until: Deadline,
        paint: &mut dyn FnMut(Painting),
    ) -> Work {
        let _ = (context, until, paint);
        Work::Done
    }

    /// Another step is shown: paints what marks it. This is called in every frame while a race plays, and
    /// the view follows less often. What is unfinished is left to [`work`](Self::work).
    fn mark(&mut self, context: &Context<'_>, paint: &mut dyn FnMut(Painting)) -> Work {
        let _ = (context, paint);
        Work::Done
    }

    /// What it lays over the picture.
    fn overlay(&self, context: &Context<'_>) -> Option<Overlay> {
        let _ = context;
        None
    }

    /// What it shows now.
    fn view(&self, context: &Context<'_>) -> Self::View;
}

/// All panels of a page.
pub trait Panels: Default {
    /// What any of them shows.
    type View: Clone + PartialEq + Serialize;
    /// What the controls of any of them ask for.
    type Command;

    /// As [`Panel::replacing`], for each.
    fn replacing(&mut self, context: &Context<'_>);
    /// As [`Panel::changed`], for each.
    fn changed(&mut self, context: &Context<'_>, changed: &Changed);
    /// As [`Panel::command`], for the one that the command is meant for.
    fn command(&mut self, context: &Context<'_>, command: Self::Command) -> Response;
    /// As [`Panel::work`], for each.
    fn work(
        &mut self,
        context: &Context<'_>,
        until: Deadline,
        paint: &mut dyn FnMut(Painting),
    ) -> Work;
    /// As [`Panel::mark`], for each.
    fn mark(&mut self, context: &Context<'_>, paint: &mut dyn FnMut(Painting)) -> Work;
    /// What all of them lay over the picture.
    fn overlay(&self, context: &Context<'_>) -> Overlay;
    /// What those show now that showed something else before.
    fn views(&mut self, context: &Context<'_>) -> Vec<Self::View>;
}

/// No panels: the figure of a post.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPanels;

/// What no panel shows or asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Never {}

impl Panels for NoPanels {
    type View = Never;
    type Command = Never;

    fn replacing(&mut self, _: &Context<'_>) {}

    fn changed(&mut self, _: &Context<'_>, _: &Changed) {}

    fn command(&mut self, _: &Context<'_>, command: Never) -> Response {
        match command {}
    }

    fn work(&mut self, _: &Context<'_>, _: Deadline, _: &mut dyn FnMut(Painting)) -> Work {
        Work::Done
    }

    fn mark(&mut self, _: &Context<'_>, _: &mut dyn FnMut(Painting)) -> Work {
        Work::Done
    }

    fn overlay(&self, _: &Context<'_>) -> Overlay {
        Overlay::default()
    }

    fn views(&mut self, _: &Context<'_>) -> Vec<Never> {
        Vec::new()
    }
}

/// Makes [`Panels`] of a list of panels: a struct with each of them, what they show, and what their
/// controls ask for.
macro_rules! panels {
    (
        $(#[$doc:meta])*
        pub struct $all:ident($view:ident, $command:ident) {
            $($(#[$about:meta])* $field:ident: $panel:ident,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Default)]
        pub struct $all {
            $($field: ($panel, Option<<$panel as Panel>::View>),)+
        }

        /// What a panel shows.
        #[allow(clippy::large_enum_variant, reason = "there is one at a time, for a moment")]
        #[derive(Clone, Debug, PartialEq, serde::Serialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        #[serde(tag = "panel", content = "shows")]
        pub enum $view {
            $($(#[$about])* $panel(<$panel as Panel>::View),)+
        }

        /// What a control of a panel asks for.
        pub enum $command {
            $($(#[$about])* $panel(<$panel as Panel>::Command),)+
        }

        impl Panels for $all {
            type View = $view;
            type Command = $command;

            fn replacing(&mut self, context: &Context<'_>) {
                $(self.$field.0.replacing(context);)+
            }

            fn changed(&mut self, context: &Context<'_>, changed: &Changed) {
                $(self.$field.0.changed(context, changed);)+
            }

            fn command(&mut self, context: &Context<'_>, command: $command) -> Response {
                match command {
                    $($command::$panel(command) => self.$field.0.command(context, command),)+
                }
            }

            fn work(
                &mut self,
                context: &Context<'_>,
                until: Deadline,
                paint: &mut dyn FnMut(Painting),
            ) -> Work {
                let mut all = Work::Done;
                $(
                    if self.$field.0.work(context, until, paint) == Work::Unfinished {
                        all = Work::Unfinished;
                    }
                )+
                all
            }

            fn mark(&mut self, context: &Context<'_>, paint: &mut dyn FnMut(Painting)) -> Work {
                let mut all = Work::Done;
                $(
                    if self.$field.0.mark(context, paint) == Work::Unfinished {
                        all = Work::Unfinished;
                    }
                )+
                all
            }

            fn overlay(&self, context: &Context<'_>) -> Overlay {
                let mut all = Overlay::default();
                $(
                    if let Some(Overlay { shapes, peeked }) = self.$field.0.overlay(context) {
                        all.shapes.extend(shapes);
                        all.peeked = all.peeked.or(peeked);
                    }
                )+
                all
            }

            fn views(&mut self, context: &Context<'_>) -> Vec<$view> {
                let mut views = Vec::new();
                $(
                    let (panel, shown) = &mut self.$field;
                    let view = panel.view(context);
                    if shown.as_ref() != Some(&view) {
                        *shown = Some(view.clone());
                        views.push($view::$panel(view));
                    }
                )+
                views
            }
        }
    };
}
pub(crate) use panels;
