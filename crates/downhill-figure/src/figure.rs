//! One race on a page: what happens to it goes in as calls, and what the page is to do comes out as
//! [`Effect`]s.

mod address;
mod attributes;
mod editing;
mod frame;
pub(crate) mod refusal;
mod reporting;
mod transport;

use downhill::{OptimizerRunner, RacerConfig, RunConfig};
use downhill_plot::Point;

use crate::announcer::Announcer;
use crate::arrivals::Arrivals;
use crate::effect::{Effect, View};
use crate::history::Phase;
use crate::numbers::Numbers;
use crate::panel::{Context, Panels};
use crate::picture::{Picture, Stage};
use crate::playback::Playback;
use crate::presentation::Presentation;
use crate::scheduler::{Clock, Scheduler};
use crate::session::{Changed, Session};
use crate::texts::Texts;

use self::reporting::Reported;

/// A race with the panels `P` beside it.
pub struct Figure<P: Panels> {
    session: Session,
    playback: Playback,
    picture: Picture,
    scheduler: Scheduler,
    announcer: Announcer,
    arrivals: Arrivals,
    presentation: Presentation,
    panels: P,
    texts: &'static Texts,
    numbers: Numbers,
    effects: Vec<Effect<P::View>>,
    /// What the page has been told of the present step.
    reported: Reported,
    /// Whether panels have work to do.
    has_panel_work: bool,
    /// Whether what panels show may be other than what was sent.
    has_panel_news: bool,
    /// Whether the figure is seen; none before the page has said so, which it does after the first
    /// picture.
    is_visible: Option<bool>,
    /// Whether a gesture lasts that changes the run.
    in_gesture: bool,
    /// Whether the race plays on when the gesture ends.
    resumes_after_gesture: bool,
    /// Whether the gesture has changed what is to be said of the step, and not only the view.
    speaks_after_gesture: bool,
    /// Whether a run that begins plays at once.
    autoplay: bool,
    /// The racers before an objective was chosen, where they had been changed.
    offered_racers: Option<Vec<RacerConfig>>,
    /// The run that the attributes asked for last; none before the first.
    requested: Option<RunConfig>,
}

impl<P: Panels> Figure<P> {
    /// A figure on a stage, in the language that comes nearest to `lang` (a BCP 47 tag). It shows nothing
    /// before it is [configured](Self::configure) and has a [size](Self::resize).
    pub fn new(stage: Box<dyn Stage>, clock: Clock, numbers: Numbers, lang: &str) -> Self {
        let config = RunConfig::default();
        Self {
            playback: Playback::new(config.steps),
            session: Session::new(config),
            picture: Picture::new(stage),
            scheduler: Scheduler::new(clock),
            announcer: Announcer::default(),
            arrivals: Arrivals::default(),
            presentation: Presentation::default(),
            panels: P::default(),
            texts: Texts::of(lang),
            numbers,
            effects: Vec::new(),
            reported: Reported::default(),
            has_panel_work: false,
            has_panel_news: true,
            is_visible: None,
            in_gesture: false,
            resumes_after_gesture: false,
            speaks_after_gesture: false,
            autoplay: false,
            offered_racers: None,
            requested: None,
        }
    }

    /// What the page is to do, in this order.
    pub fn take_effects(&mut self) -> Vec<Effect<P::View>> {
        std::mem::take(&mut self.effects)
    }

    /// Device pixels to a CSS px.
    #[must_use]
    pub fn scale(&self) -> f64 {
        self.picture.scale()
    }

    /// The run that is shown.
    #[must_use]
    pub fn config(&self) -> &RunConfig {
        self.session.config()
    }

    fn runner(&self) -> &OptimizerRunner {
        self.session.runner()
    }

    /// The step that was asked for, shown or still to be computed.
    #[must_use]
    pub fn step(&self) -> u32 {
        if self.playback.is_waiting() { self.config().steps } else { self.playback.step() }
    }

    /// The step that is shown: the one that was asked for, as far as it is computed.
    fn shown_step(&self) -> u32 {
        self.playback.step().min(self.runner().step_count())
    }

    /// Takes note of who has arrived, in what has been computed since.
    fn follow_arrivals(&mut self) {
        let found = self.picture.scene().map_or(&[][..], |scene| &scene.survey.minima);
        // A picture of an earlier objective says nothing about this one.
        let found = if self.picture.dirty.scene { &[] } else { found };
        let runner = self.session.runner();
        let lowest = downhill::lowest_value(&runner.config().objective, found);
        self.arrivals.follow(runner, lowest);
    }

    /// What panels may know.
    fn context(&self) -> Context<'_> {
        Context {
            runner: self.runner(),
            step: self.shown_step(),
            sought: self.playback.step(),
            arrivals: &self.arrivals,
            is_playing: self.playback.is_playing(),
            in_gesture: self.in_gesture,
            is_drawn: !self.picture.dirty.drawing,
            view: self.picture.view(self.runner()),
            palette: self.picture.palette(self.runner()),
            frame_ms: self.scheduler.frame_ms(),
            texts: self.texts,
            numbers: &self.numbers,
        }
    }

    /// Calls the panels, which may know of the figure but not change it. They may show something else
    /// then.
    fn with_panels<T>(&mut self, call: impl FnOnce(&mut P, &Context<'_>) -> T) -> T {
        self.has_panel_news = true;
        self.ask_panels(call)
    }

    /// Calls the panels for what changes nothing that they show.
    fn ask_panels<T>(&mut self, call: impl FnOnce(&mut P, &Context<'_>) -> T) -> T {
        let mut panels = std::mem::take(&mut self.panels);
        let outcome = call(&mut panels, &self.context());
        self.panels = panels;
        outcome
    }

    /// The panels.
    #[must_use]
    pub fn panels(&self) -> &P {
        &self.panels
    }

    /// Tells the panels what has changed.
    fn notify_panels(&mut self, changed: &Changed) {
        self.has_panel_work = true;
        self.with_panels(|panels, context| panels.changed(context, changed));
    }

    /// What a control of a panel asks for. Where that is not allowed, it returns a sentence that says so.
    pub fn command(&mut self, command: P::Command) -> Option<String> {
        let refusal = self.take_result(command);
        // What panels lay over the picture is drawn with the next frame.
        self.picture.dirty.drawing |= self.lay_overlays();
        self.show_panels();
        refusal
    }

    /// Hands to a panel what was computed for it elsewhere. It is shown with the next frame, since more of it may
    /// come before. Returns as [`command`](Self::command) does.
    pub fn take_result(&mut self, command: P::Command) -> Option<String> {
        let response = self.with_panels(|panels, context| panels.command(context, command));
        self.has_panel_work = true;
        if let Some(announcement) = response.announcement {
            self.show(View::Announcement(announcement));
        }
        if let Some(edit) = response.edit {
            // What panels ask for is allowed, or there is nothing to be done.
            let _ = self.edit(&edit, Phase::Commit);
        }
        response.refusal
    }

    /// Emphasizes a racer, or none any more; true where the others' trails are to fade.
    pub fn emphasize(&mut self, racer: Option<usize>) -> bool {
        let Self { picture, session, .. } = self;
        let fades =
            picture.scene_mut().is_some_and(|scene| scene.emphasize(session.runner(), racer));
        self.draw();
        fades
    }

    /// The racer whose label or head is at a place of the picture, in CSS px.
    #[must_use]
    pub fn racer_at(&self, place: Point) -> Option<usize> {
        self.picture.scene()?.racer_at(place)
    }

    fn show(&mut self, view: View<P::View>) {
        self.effects.push(Effect::Show(view));
    }

    /// Shows what panels show now.
    fn show_panels(&mut self) {
        if std::mem::take(&mut self.has_panel_news) {
            let views = self.ask_panels(P::views);
            self.effects.extend(views.into_iter().map(|view| Effect::Show(View::Panel(view))));
        }
    }
}
