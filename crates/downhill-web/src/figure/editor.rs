//! What only the whole page asks of a figure: changes of the run, what its panels need, and the way to
//! other pages. A class of its own, since what is exported is never left out of a module.

use std::rc::Rc;

use downhill_figure::panels::PanelCommand;
use downhill_figure::panels::chart::{ChartCommand, Measure};
use downhill_figure::panels::code::{CodeCommand, language_named};
use downhill_figure::panels::ensemble::EnsembleCommand;
use downhill_figure::panels::numbers::{NumbersCommand, Shown};
use downhill_figure::panels::probe::ProbeCommand;
use downhill_figure::panels::step_inspector::InspectorCommand;
use downhill_figure::panels::story::StoryCommand;
use downhill_figure::panels::surface::{Layout, SurfaceCommand};
use downhill_figure::{Clip, Edit, Places, Setting};
use wasm_bindgen::prelude::*;

use super::shared::{App, Shared};
use super::{Figure, Phase};
use crate::js::{index, to_js};

/// How many times as near or far a button looks.
const ZOOM: f64 = 1.5;

/// Changes the run of a figure. Where a change is not allowed, its method returns a sentence that says
/// so, and all stays as it was.
#[wasm_bindgen]
pub struct Editor {
    shared: Rc<Shared>,
}

impl Editor {
    fn edit(&self, edit: &Edit, phase: Phase) -> Option<String> {
        let outcome = self.shared.change(|figure| figure.edit(edit, phase.into()))?;
        let error = outcome.err()?;
        self.shared.read(|figure| figure.refusal(&error))
    }

    fn command(&self, command: PanelCommand) -> Option<String> {
        self.shared.change(|figure| figure.command(command))?
    }

    fn numbers(&self, command: NumbersCommand) -> Option<String> {
        self.command(PanelCommand::Numbers(command))
    }
}

#[wasm_bindgen]
impl Editor {
    /// The editor of a figure.
    pub fn of(figure: &Figure) -> Self {
        Self { shared: Rc::clone(&figure.shared) }
    }

    /// Shows the usual race on the objective of that name.
    #[wasm_bindgen(js_name = chooseObjective)]
    pub fn choose_objective(&self, name: &str) -> Option<String> {
        self.edit(&Edit::Objective(name.to_owned()), Phase::Commit)
    }

    /// Sets the objective's parameter, such as the condition number of a ravine. Start, view and rates
    /// stay.
    #[wasm_bindgen(js_name = setObjectiveParameter)]
    pub fn set_objective_parameter(&self, value: f64, phase: Phase) -> Option<String> {
        self.edit(&Edit::ObjectiveParameter(value), phase)
    }

    /// Puts the racers that ran before an objective was chosen onto it.
    #[wasm_bindgen(js_name = keepRates)]
    pub fn keep_rates(&self) {
        self.shared.change(App::keep_rates);
    }

    /// Shows the race on a formula: racers, start and view stay.
    #[wasm_bindgen(js_name = setFormula)]
    pub fn set_formula(&self, formula: &str, phase: Phase) -> Option<String> {
        self.shared.change(|figure| figure.set_formula(formula, phase.into()))?.err()
    }

    /// Has all racers start at these coordinates.
    #[wasm_bindgen(js_name = setStart)]
    pub fn set_start(&self, x: f64, y: f64) -> Option<String> {
        self.edit(&Edit::Start([x, y]), Phase::Commit)
    }

    /// Has all racers start at a place of the picture, in CSS px.
    #[wasm_bindgen(js_name = startAt)]
    pub fn start_at(&self, x: f64, y: f64, phase: Phase) {
        self.shared.change(|figure| figure.start_at([x, y], phase.into()));
    }

    /// Moves the start by parts of the picture's width and height, to the right and up.
    #[wasm_bindgen(js_name = moveStartBy)]
    pub fn move_start_by(&self, right: f64, up: f64, phase: Phase) {
        self.shared.change(|figure| figure.move_start_by([right, up], phase.into()));
    }

    /// Sets a hyper-parameter of a racer, or a setting of its schedule; of a pair, its number `part`.
    #[wasm_bindgen(js_name = setHyperparameter)]
    pub fn set_hyperparameter(
        &self,
        racer: u32,
        name: &str,
        part: Option<u32>,
        value: f64,
        phase: Phase,
    ) -> Option<String> {
        let value = match part {
            Some(part) => Setting::Part(index(part), value),
            None => Setting::Number(value),
        };
        self.edit(
            &Edit::Hyperparameter { racer: index(racer), name: name.to_owned(), value },
            phase,
        )
    }

    /// Sets a hyper-parameter of a racer that is true or false.
    #[wasm_bindgen(js_name = setSwitch)]
    pub fn set_switch(&self, racer: u32, name: &str, is_on: bool) -> Option<String> {
        let (racer, name, value) = (index(racer), name.to_owned(), Setting::Switch(is_on));
        self.edit(&Edit::Hyperparameter { racer, name, value }, Phase::Commit)
    }

    /// Has a racer's learning rate change by the schedule of that name, whose lengths are those of the run.
    #[wasm_bindgen(js_name = setSchedule)]
    pub fn set_schedule(&self, racer: u32, name: &str) -> Option<String> {
        let edit = Edit::Schedule { racer: index(racer), name: name.to_owned() };
        self.edit(&edit, Phase::Commit)
    }

    /// Has the gradients of a racer be no longer than this; without it, as long as they are.
    #[wasm_bindgen(js_name = setClipNorm)]
    pub fn set_clip_norm(&self, racer: u32, most: Option<f64>) -> Option<String> {
        self.edit(&Edit::Clip { racer: index(racer), by: Clip::Norm, most }, Phase::Commit)
    }

    /// Has each coordinate of a racer's gradients be no greater than this; without it, as great as it is.
    #[wasm_bindgen(js_name = setClipValue)]
    pub fn set_clip_value(&self, racer: u32, most: Option<f64>) -> Option<String> {
        self.edit(&Edit::Clip { racer: index(racer), by: Clip::Value, most }, Phase::Commit)
    }

    /// Has every learning rate be so many times what it was when the gesture began.
    #[wasm_bindgen(js_name = scaleLearningRates)]
    pub fn scale_learning_rates(&self, factor: f64) -> Option<String> {
        self.edit(&Edit::LearningRates(factor), Phase::Preview)
    }

    /// Labels a racer; without text, as usual.
    #[wasm_bindgen(js_name = setLabel)]
    pub fn set_label(&self, racer: u32, label: &str) -> Option<String> {
        let edit = Edit::Label { racer: index(racer), label: label.to_owned() };
        self.edit(&edit, Phase::Commit)
    }

    /// Shows a racer, or not.
    #[wasm_bindgen(js_name = setShown)]
    pub fn set_shown(&self, racer: u32, is_shown: bool) -> Option<String> {
        self.edit(&Edit::Shown { racer: index(racer), is_shown }, Phase::Commit)
    }

    /// Shows this racer alone; where it is alone already, all of them.
    #[wasm_bindgen(js_name = showAlone)]
    pub fn show_alone(&self, racer: u32) -> Option<String> {
        self.edit(&Edit::Alone(index(racer)), Phase::Commit)
    }

    /// Adds a racer with the usual settings of the optimizer of that name.
    #[wasm_bindgen(js_name = addRacer)]
    pub fn add_racer(&self, optimizer: &str) -> Option<String> {
        self.edit(&Edit::AddRacer(optimizer.to_owned()), Phase::Commit)
    }

    /// Adds a racer like another one, behind it.
    #[wasm_bindgen(js_name = duplicateRacer)]
    pub fn duplicate_racer(&self, racer: u32) -> Option<String> {
        self.edit(&Edit::DuplicateRacer(index(racer)), Phase::Commit)
    }

    /// Removes a racer.
    #[wasm_bindgen(js_name = removeRacer)]
    pub fn remove_racer(&self, racer: u32) -> Option<String> {
        self.edit(&Edit::RemoveRacer(index(racer)), Phase::Commit)
    }

    /// Has a racer be drawn so many places later; earlier where it is negative.
    #[wasm_bindgen(js_name = moveRacer)]
    pub fn move_racer(&self, racer: u32, by: i32) -> Option<String> {
        let by = isize::try_from(by).unwrap_or_default();
        self.edit(&Edit::MoveRacer { racer: index(racer), by }, Phase::Commit)
    }

    /// Has the run be of so many steps.
    #[wasm_bindgen(js_name = setSteps)]
    pub fn set_steps(&self, steps: f64) -> Option<String> {
        self.edit(&Edit::Steps(steps), Phase::Commit)
    }

    /// Has the gradients be with noise; with `sigma` 0 there is none.
    #[wasm_bindgen(js_name = setNoise)]
    pub fn set_noise(
        &self,
        sigma: f64,
        seed: f64,
        is_shared: bool,
        phase: Phase,
    ) -> Option<String> {
        self.edit(&Edit::Noise { sigma, seed, is_shared }, phase)
    }

    /// Shows the usual race on this objective.
    pub fn reset(&self) {
        self.edit(&Edit::Reset, Phase::Commit);
    }

    /// Looks at a place in CSS px, or at the middle, from `factor` times as far away.
    pub fn zoom(&self, factor: f64, x: Option<f64>, y: Option<f64>, phase: Phase) {
        let place = x.zip(y).map(|(x, y)| [x, y]);
        self.shared.change(|figure| figure.zoom(factor, place, phase.into()));
    }

    /// Looks from nearer, as by a button.
    #[wasm_bindgen(js_name = zoomIn)]
    pub fn zoom_in(&self, phase: Phase) {
        self.zoom(1.0 / ZOOM, None, None, phase);
    }

    /// Looks from farther, as by a button.
    #[wasm_bindgen(js_name = zoomOut)]
    pub fn zoom_out(&self, phase: Phase) {
        self.zoom(ZOOM, None, None, phase);
    }

    /// Moves the view by so many CSS px, to the right and down.
    pub fn pan(&self, right: f64, down: f64, phase: Phase) {
        self.shared.change(|figure| figure.pan([right, down], phase.into()));
    }

    /// Looks at all trajectories.
    #[wasm_bindgen(js_name = fitView)]
    pub fn fit_view(&self) {
        self.shared.change(App::fit_view);
    }

    /// Looks at what the objective is usually seen in.
    #[wasm_bindgen(js_name = showUsualView)]
    pub fn show_usual_view(&self, phase: Phase) {
        self.edit(&Edit::UsualView, phase);
    }

    /// The end of a gesture.
    pub fn commit(&self) {
        self.shared.change(App::commit);
    }

    /// Shows the run before the last commit.
    pub fn undo(&self) {
        self.shared.change(App::undo);
    }

    /// Shows the run after what was undone last.
    pub fn redo(&self) {
        self.shared.change(App::redo);
    }

    /// Whether there is something to be undone.
    #[wasm_bindgen(getter, js_name = canUndo)]
    pub fn can_undo(&self) -> bool {
        self.shared.read(App::can_undo).unwrap_or_default()
    }

    /// Whether there is something to be redone.
    #[wasm_bindgen(getter, js_name = canRedo)]
    pub fn can_redo(&self) -> bool {
        self.shared.read(App::can_redo).unwrap_or_default()
    }

    /// Forgets the way back: where a page opens is where it begins.
    #[wasm_bindgen(js_name = clearHistory)]
    pub fn clear_history(&self) {
        self.shared.change(App::clear_history);
    }

    /// The run as the page's controls show it.
    #[wasm_bindgen(unchecked_return_type = "ControlsView")]
    pub fn controls(&self) -> JsValue {
        self.shared.read(|figure| to_js(&figure.controls())).unwrap_or_default()
    }

    /// The number of the racer whose label or head is at a place in CSS px.
    #[wasm_bindgen(js_name = racerAt)]
    pub fn racer_at(&self, x: f64, y: f64) -> Option<u32> {
        let racer = self.shared.read(|figure| figure.racer_at([x, y]))??;
        u32::try_from(racer).ok()
    }

    /// Emphasizes a racer, or none any more; true where the others' trails are to fade.
    pub fn emphasize(&self, racer: Option<u32>) -> bool {
        self.shared.change(|figure| figure.emphasize(racer.map(index))).unwrap_or(false)
    }

    /// The run as the hash of an address, without `#`; where it stands, with the step.
    pub fn address(&self) -> String {
        self.shared.read(App::address).unwrap_or_default()
    }

    /// Shows the run and the step that the hash of an address names, and says what of it was ignored;
    /// without any, the run that the attributes ask for.
    pub fn open(&self, hash: &str) {
        self.shared.change(|figure| figure.open(hash));
    }

    /// The step that is shown as a still picture, an SVG of 576 × 432 px.
    pub fn poster(&self) -> String {
        self.shared.read(App::poster).unwrap_or_default()
    }

    /// What takes the run into another page, for the address of this one without a hash, and that of the
    /// package's folder.
    #[wasm_bindgen(unchecked_return_type = "Snippets")]
    pub fn snippets(&self, page: &str, package: &str) -> JsValue {
        let places = Places { page, package };
        self.shared.read(|figure| to_js(&figure.snippets(&places))).unwrap_or_default()
    }

    /// The pointer is at this place of the picture, in CSS px.
    pub fn point(&self, x: f64, y: f64) {
        self.command(PanelCommand::Probe(ProbeCommand::Point([x, y])));
    }

    /// The pointer has left the picture.
    pub fn leave(&self) {
        self.command(PanelCommand::Probe(ProbeCommand::Leave));
    }

    /// Moves the cursor by strides to the right and down, and says what is there.
    #[wasm_bindgen(js_name = moveCursor)]
    pub fn move_cursor(&self, right: f64, down: f64) {
        self.command(PanelCommand::Probe(ProbeCommand::MoveCursor([right, down])));
    }

    /// The pointer is at that step of the chart or of the seek bar, or at none.
    pub fn peek(&self, step: Option<u32>) {
        self.command(PanelCommand::Chart(ChartCommand::Peek(step)));
    }

    /// The chart is now so wide and high, in CSS px.
    #[wasm_bindgen(js_name = resizeChart)]
    pub fn resize_chart(&self, width: f64, height: f64) {
        self.command(PanelCommand::Chart(ChartCommand::Resize([width, height])));
    }

    /// The chart shows the measure of that name, if there is one.
    #[wasm_bindgen(js_name = chooseMeasure)]
    pub fn choose_measure(&self, #[wasm_bindgen(unchecked_param_type = "Measure")] name: &str) {
        if let Some(measure) = Measure::named(name) {
            self.command(PanelCommand::Chart(ChartCommand::Measure(measure)));
        }
    }

    /// The chart's scale is logarithmic, or linear.
    #[wasm_bindgen(js_name = setLogarithmic)]
    pub fn set_logarithmic(&self, is_logarithmic: bool) {
        self.command(PanelCommand::Chart(ChartCommand::Logarithmic(is_logarithmic)));
    }

    /// Takes steps of a racer apart, or of none.
    pub fn inspect(&self, racer: Option<u32>) {
        let racer = racer.map(index);
        self.command(PanelCommand::StepInspector(InspectorCommand::Inspect(racer)));
    }

    /// Shows the story of that index in `stories()`, and its run from the start.
    #[wasm_bindgen(js_name = showStory)]
    pub fn show_story(&self, story: u32) {
        self.command(PanelCommand::Story(StoryCommand::Show(index(story))));
    }

    /// Shows no story any more; the run stays.
    #[wasm_bindgen(js_name = leaveStory)]
    pub fn leave_story(&self) {
        self.command(PanelCommand::Story(StoryCommand::Leave));
    }

    /// Shows the pictures of that name: the map, the surface, or both.
    #[wasm_bindgen(js_name = chooseLayout)]
    pub fn choose_layout(&self, #[wasm_bindgen(unchecked_param_type = "Layout")] name: &str) {
        if let Some(layout) = Layout::named(name) {
            self.command(PanelCommand::Surface(SurfaceCommand::Layout(layout)));
        }
    }

    /// The surface's picture is now so wide and high, in CSS px.
    #[wasm_bindgen(js_name = resizeSurface)]
    pub fn resize_surface(&self, width: f64, height: f64) {
        self.command(PanelCommand::Surface(SurfaceCommand::Resize([width, height])));
    }

    /// Drags the surface by so many CSS px, to the right and down.
    #[wasm_bindgen(js_name = dragSurface)]
    pub fn drag_surface(&self, right: f64, down: f64, phase: Phase) {
        self.command(PanelCommand::Surface(SurfaceCommand::Drag([right, down], phase.into())));
    }

    /// Turns the camera by so many degrees, around the surface and up, and says where it is then.
    #[wasm_bindgen(js_name = turnSurface)]
    pub fn turn_surface(&self, around: f64, up: f64) {
        self.command(PanelCommand::Surface(SurfaceCommand::Turn([around, up])));
    }

    /// Looks at the surface from so many times as near.
    #[wasm_bindgen(js_name = zoomSurface)]
    pub fn zoom_surface(&self, factor: f64, phase: Phase) {
        self.command(PanelCommand::Surface(SurfaceCommand::Zoom(factor, phase.into())));
    }

    /// The end of a gesture that turns the surface.
    #[wasm_bindgen(js_name = restSurface)]
    pub fn rest_surface(&self) {
        self.command(PanelCommand::Surface(SurfaceCommand::Rest));
    }

    /// Has the surface let through what it hides, or not.
    #[wasm_bindgen(js_name = seeThrough)]
    pub fn see_through(&self, is_on: bool) {
        self.command(PanelCommand::Surface(SurfaceCommand::SeeThrough(is_on)));
    }

    /// Looks at the surface as at first.
    #[wasm_bindgen(js_name = resetSurface)]
    pub fn reset_surface(&self) {
        self.command(PanelCommand::Surface(SurfaceCommand::Reset));
    }

    /// Shows a racer under many seeds, or none.
    #[wasm_bindgen(js_name = showEnsemble)]
    pub fn show_ensemble(&self, racer: Option<u32>) {
        let racer = racer.map(index);
        self.command(PanelCommand::Ensemble(EnsembleCommand::Racer(racer)));
    }

    /// Shows so many seeds.
    #[wasm_bindgen(js_name = setSeeds)]
    pub fn set_seeds(&self, count: u32) {
        self.command(PanelCommand::Ensemble(EnsembleCommand::Seeds(count)));
    }

    /// Writes the run as a program in the language of that name: `PyTorch`, `NumPy` or `Rust`; without a
    /// name in none.
    #[wasm_bindgen(js_name = showCode)]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "wasm-bindgen has no option of a borrowed text"
    )]
    pub fn show_code(&self, language: Option<String>) {
        let language = language.as_deref().and_then(language_named);
        self.command(PanelCommand::Code(CodeCommand::Show(language)));
    }

    /// Shows the numbers of a racer step by step, or of none.
    #[wasm_bindgen(js_name = showNumbers)]
    pub fn show_numbers(&self, racer: Option<u32>) {
        let shown = racer.map_or(Shown::Nothing, |racer| Shown::Racer(index(racer)));
        self.numbers(NumbersCommand::Show(shown));
    }

    /// Shows the page of that number of these numbers; without one, that of the step that is shown.
    #[wasm_bindgen(js_name = showNumbersPage)]
    pub fn show_numbers_page(&self, page: Option<u32>) {
        self.numbers(NumbersCommand::Page(page));
    }

    /// The numbers of a racer as text, with tabs between them and all digits.
    #[wasm_bindgen(js_name = numbersText)]
    pub fn numbers_text(&self, racer: u32) -> String {
        self.shared.read(|figure| figure.numbers_text(index(racer))).unwrap_or_default()
    }

    /// Shows a rule on gradients that are typed by hand, instead of a racer's numbers.
    #[wasm_bindgen(js_name = showByHand)]
    pub fn show_by_hand(&self) {
        self.numbers(NumbersCommand::Show(Shown::ByHand));
    }

    /// Takes the optimizer of that name for gradients by hand, with its usual settings.
    #[wasm_bindgen(js_name = setHandRule)]
    pub fn set_hand_rule(&self, optimizer: &str) {
        self.numbers(NumbersCommand::Rule(optimizer.to_owned()));
    }

    /// Sets a setting of this optimizer; of a pair, its number `part`.
    #[wasm_bindgen(js_name = setHandSetting)]
    pub fn set_hand_setting(&self, name: &str, part: Option<u32>, value: f64) -> Option<String> {
        let value = match part {
            Some(part) => Setting::Part(index(part), value),
            None => Setting::Number(value),
        };
        self.numbers(NumbersCommand::Setting(name.to_owned(), value))
    }

    /// Sets a setting of this optimizer that is true or false.
    #[wasm_bindgen(js_name = setHandSwitch)]
    pub fn set_hand_switch(&self, name: &str, is_on: bool) -> Option<String> {
        self.numbers(NumbersCommand::Setting(name.to_owned(), Setting::Switch(is_on)))
    }

    /// Sets where this optimizer starts.
    #[wasm_bindgen(js_name = setHandStart)]
    pub fn set_hand_start(&self, start: f64) -> Option<String> {
        self.numbers(NumbersCommand::Start(start))
    }

    /// Sets the gradients that it gets, as they are typed.
    #[wasm_bindgen(js_name = setHandGradients)]
    pub fn set_hand_gradients(&self, text: &str) -> Option<String> {
        self.numbers(NumbersCommand::Gradients(text.to_owned()))
    }
}
