// Made from the Rust types by `UPDATE=1 cargo test -p downhill-figure views`.
export type Band = { 
/**
 * Its colour, as CSS has it.
 */
color: string, 
/**
 * The level at which it begins; empty where there is no room for it.
 */
number: string, };
export type BasinMapView = { 
/**
 * The racer's index.
 */
racer: number, 
/**
 * What it is called.
 */
label: string, 
/**
 * The map in a sentence, for those who do not see it.
 */
text: string, 
/**
 * How much of the view ends where.
 */
shares: Array<ShareView>, };
export type BasinsView = { 
/**
 * What is to be computed; none while nothing is.
 */
job: JobView | null, 
/**
 * The racer whose map is shown alone.
 */
alone: number | null, 
/**
 * The size of pictures in pixels.
 */
columns: number, 
/**
 * Their height.
 */
rows: number, 
/**
 * Pictures are to be painted anew when it changes.
 */
epoch: number, 
/**
 * Whether maps become finer.
 */
isRunning: boolean, 
/**
 * How far they are: "42%"; empty where they are complete.
 */
progress: string, 
/**
 * Who reaches the lowest minimum from the most starts, in a sentence.
 */
summary: string, 
/**
 * Which minima were found numerically.
 */
found: string, 
/**
 * Each racer's map.
 */
maps: Array<BasinMapView>, 
/**
 * Where minima are.
 */
minima: Array<MinimumView>, 
/**
 * What colours and patterns mean.
 */
legend: Array<LegendView>, 
/**
 * What became of the start that is pointed at; empty where none is.
 */
hovered: string, };
export type ChartView = { 
/**
 * Which number.
 */
measure: Measure, 
/**
 * Whether the scale is logarithmic.
 */
isLogarithmic: boolean, 
/**
 * Whether a number has no place on the scale.
 */
hasLeftOut: boolean, 
/**
 * Where the step that is shown is, from 0 to 1.
 */
shown: number, 
/**
 * Where the step that the pointer is at is.
 */
peeked: number, 
/**
 * That step, or the one that is shown.
 */
step: string, 
/**
 * Each racer's number there, with its label; a dash where it is not known.
 */
values: Array<string>, 
/**
 * How far the first step is from the chart's left edge and the last one from the right edge, in CSS
 * px.
 */
insets: [number, number], 
/**
 * Who leaves the chart, and when: "Momentum leaves the chart at step 9."; empty where nobody does, and
 * while it grows.
 */
clipped: string, 
/**
 * Why no number is known; empty where there are some.
 */
missing: string, 
/**
 * The chart for those who do not see it; empty while it grows.
 */
description: string, };
export type CodeView = { 
/**
 * The name of the language; empty while nothing is shown.
 */
language: string, 
/**
 * The program.
 */
script: string, 
/**
 * The name of a file of it.
 */
file: string, };
export type ColumnView = { 
/**
 * As MathML: names of our own, and nothing that anybody has typed.
 */
symbol: string, 
/**
 * As text.
 */
name: string, };
export type Controls = "full" | "minimal" | "none";
export type ControlsView = { 
/**
 * The objective in the list of them: its name, that of a preset, or nothing for a formula.
 */
objective: string, 
/**
 * What it is called, or what the preset is.
 */
title: string, 
/**
 * f(x, y) = …, typeset, as MathML; nothing where it cannot be.
 */
reading: string, 
/**
 * Whether the racers from before the objective was chosen are offered, since they had been changed.
 */
offersRates: boolean, 
/**
 * What to look for on it.
 */
lookFor: string, 
/**
 * Its formula.
 */
formula: string, 
/**
 * Its parameter, if it has one.
 */
parameter: ObjectiveParameter | null, 
/**
 * Where all racers start, `[x, y]`.
 */
start: [number, number], 
/**
 * What is seen of the plane, along x and along y.
 */
view: [[number, number], [number, number]], 
/**
 * How many steps there are.
 */
steps: number, 
/**
 * The racers.
 */
racers: Array<RacerControls>, 
/**
 * The noise of their gradients.
 */
noise: NoiseControls, 
/**
 * Whether there is something to be undone.
 */
canUndo: boolean, 
/**
 * Whether there is something to be redone.
 */
canRedo: boolean, };
export type EnsembleView = { 
/**
 * What the cloud is, or why there is none.
 */
about: string, 
/**
 * How far it is computed, while it is not complete.
 */
progress: string, };
export type FrameAddress = { 
/**
 * The attributes of the element, all of which it understands: name and text.
 */
attributes: Array<[string, string]>, 
/**
 * What was ignored and why, in a sentence; empty where nothing was.
 */
message: string, };
export type GhostView = { 
/**
 * Whether there are paths before the last change to be seen.
 */
isShown: boolean, 
/**
 * Of each racer whose path has changed the step at which it arrived before, where it did: one path can
 * lie upon the other.
 */
arrived: Array<string>, };
export type HandView = { 
/**
 * The name of the optimizer.
 */
optimizer: string, 
/**
 * Its settings.
 */
settings: Array<SettingControl>, 
/**
 * Where it starts.
 */
start: number, 
/**
 * The gradients as they were typed last.
 */
gradients: string, 
/**
 * What they lead to, in a sentence, with all digits.
 */
outcome: string, 
/**
 * The table of all steps.
 */
table: TableView, 
/**
 * The same as text, with all digits.
 */
text: string, };
export type InspectorView = { 
/**
 * Whose step it is, and which: "Adam, step 12 to 13"; empty while nothing is inspected.
 */
step: string, 
/**
 * How its arrows are drawn, where that is not as they are, or why there is no step; may be empty.
 */
note: string, 
/**
 * The rule's equations with the step's numbers, as HTML with MathML: names and numbers of our own,
 * and nothing that anybody has typed.
 */
equations: string, 
/**
 * The rule in Python with the racer's own settings, and its call.
 */
python: string, 
/**
 * The rule in Rust, and its call with the racer's own settings.
 */
rust: string, };
export type Layout = "map" | "surface" | "both";
export type JobView = { 
/**
 * Its number. Results of a job of another number are ignored.
 */
id: number, 
/**
 * The run.
 */
config: object, 
/**
 * What is to be computed of it.
 */
options: object, };
export type LegendView = { 
/**
 * The outcome's code, for its colour.
 */
code: number, 
/**
 * What it is called.
 */
name: string, 
/**
 * Where a minimum is, and f there; else empty.
 */
about: string, };
export type Measure = "loss" | "distance" | "gradient" | "length" | "rate" | "ratex" | "ratey";
export type MinimumView = { 
/**
 * Its letters.
 */
letters: string, 
/**
 * How far it is from the left edge and from the top, 0 to 1.
 */
place: [number, number], };
export type NoiseControls = { 
/**
 * Its standard deviation; 0 where there is none.
 */
sigma: number, 
/**
 * Its seed.
 */
seed: number, 
/**
 * Whether all racers share it.
 */
isShared: boolean, };
export type NumbersView = { 
/**
 * A page of a racer's numbers; none while none is shown.
 */
racer: RacerNumbers | null, 
/**
 * What comes of gradients by hand; none while that is not shown.
 */
hand: HandView | null, };
export type ObjectiveChoice = { 
/**
 * The name by which it is chosen: that of an objective of the library, or of a preset.
 */
name: string, 
/**
 * What a page calls it.
 */
label: string, 
/**
 * Its shape, in one sentence.
 */
what: string, };
export type ObjectiveGroup = { 
/**
 * Its title.
 */
title: string, 
/**
 * What they teach, in one sentence.
 */
what: string, 
/**
 * The objectives, the simplest first.
 */
objectives: Array<ObjectiveChoice>, };
export type ObjectiveParameter = { 
/**
 * Its name in a run: `condition`.
 */
name: string, 
/**
 * What a page calls it: `condition number`.
 */
label: string, 
/**
 * Its value, which may lie beyond the slider's ends.
 */
value: number, 
/**
 * Both ends of the slider: values, or powers of ten.
 */
range: [number, number], 
/**
 * The scale of the slider.
 */
scale: SliderScale, };
export type PanelView = { "panel": "Chart", "shows": ChartView } | { "panel": "StepInspector", "shows": InspectorView } | { "panel": "Story", "shows": StoryView } | { "panel": "Ensemble", "shows": EnsembleView } | { "panel": "Probe", "shows": ProbeView } | { "panel": "Ghost", "shows": GhostView } | { "panel": "Surface", "shows": SurfaceView } | { "panel": "Basins", "shows": BasinsView } | { "panel": "Swarm", "shows": SwarmView } | { "panel": "Rates", "shows": RatesView } | { "panel": "Code", "shows": CodeView } | { "panel": "Numbers", "shows": NumbersView };
export type ParameterView = { 
/**
 * Its name, `lr`, `betas[0]`, …
 */
name: string, 
/**
 * What it is called.
 */
label: string, };
export type PictureView = { 
/**
 * What the picture is.
 */
alt: string, 
/**
 * Which of the minima that are marked were found numerically; empty where none was.
 */
minima: string, 
/**
 * What the bar of colours is.
 */
bar: string, 
/**
 * The colour below the lowest level, as CSS has it.
 */
below: string, 
/**
 * The colours above each level, from low to high.
 */
bands: Array<Band>, };
export type PresentationView = { 
/**
 * Which controls there are.
 */
controls: Controls, 
/**
 * Whether it is light or dark.
 */
theme: Scheme, };
export type ProbeView = { 
/**
 * f and ∇f at the place; empty where nothing is pointed at.
 */
text: string, 
/**
 * Where the cursor is, from 0 to 1 along the picture's width and height.
 */
cursor: [number, number], };
export type RacerControls = { 
/**
 * The name of its optimizer.
 */
optimizer: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * Its label where one was chosen, else nothing.
 */
ownLabel: string, 
/**
 * Whether it is shown.
 */
isShown: boolean, 
/**
 * Its hyper-parameters, in the order of their list.
 */
settings: Array<SettingControl>, 
/**
 * How its learning rate changes.
 */
schedule: ScheduleControls, 
/**
 * The greatest length of its gradients; none where they are not clipped by it.
 */
clipNorm: number | null, 
/**
 * The greatest size of each coordinate of its gradients; none where they are not clipped by it.
 */
clipValue: number | null, };
export type RatesDot = { 
/**
 * The racer's index.
 */
racer: number, 
/**
 * What it is called.
 */
label: string, 
/**
 * Where it is, in CSS px from the upper left corner.
 */
at: [number, number], 
/**
 * The racer's present value,
 */
value: number, 
/**
 * and in words.
 */
text: string, };
export type RatesMeasure = "steps" | "loss";
export type RatesRow = { 
/**
 * The racer's index.
 */
racer: number, 
/**
 * What it is called.
 */
label: string, 
/**
 * Its present value.
 */
now: string, 
/**
 * The values at which it arrives, "0.002 to 0.1", or a dash.
 */
usable: string, 
/**
 * How wide that band is, in powers of ten.
 */
decades: string, 
/**
 * Its best value.
 */
best: string, 
/**
 * What comes of the best value: "7 steps", or how low f comes.
 */
comesTo: string, };
export type RatesView = { 
/**
 * What is to be computed.
 */
job: JobView | null, 
/**
 * How much of it is known, 0 to 1.
 */
progress: number, 
/**
 * What the curves measure.
 */
measure: RatesMeasure, 
/**
 * Whether it runs from nine starts.
 */
hasNineStarts: boolean, 
/**
 * What is varied, `lr`, `betas[0]`, …
 */
parameter: string, 
/**
 * What else could be.
 */
parameters: Array<ParameterView>, 
/**
 * What the map varies beside it; none where there are curves.
 */
against: string | null, 
/**
 * What else it could vary.
 */
others: Array<ParameterView>, 
/**
 * The racer of the map, where there is one, and those that could be.
 */
mapOf: number | null, 
/**
 * The racers' dots.
 */
dots: Array<RatesDot>, 
/**
 * The values that are tried, ascending.
 */
values: Array<number>, 
/**
 * How far the first value is from the left edge and the last from the right edge, in CSS px.
 */
insets: [number, number], 
/**
 * Whether the values are spread by their logarithms.
 */
isLogarithmic: boolean, 
/**
 * A row for each racer.
 */
rows: Array<RatesRow>, 
/**
 * The rule by which a value is the best.
 */
rule: string, 
/**
 * What was set by it last; empty where nothing was.
 */
chosen: string, 
/**
 * What "one rate for all" sets.
 */
oneRate: string, 
/**
 * The picture for those who do not see it.
 */
description: string, };
export type RacerNumbers = { 
/**
 * The racer's index.
 */
index: number, 
/**
 * The rows of the page.
 */
table: TableView, 
/**
 * The step that is shown in the picture.
 */
step: number, 
/**
 * The number of this page, from 0.
 */
page: number, 
/**
 * How many pages there are.
 */
pages: number, 
/**
 * The steps of the page: "Steps 25 to 49 of 100".
 */
span: string, 
/**
 * Why there are no more rows, if that is so; else empty.
 */
note: string, };
export type Readout = { 
/**
 * The step that was asked for; ahead of what is computed, the seek bar stays there.
 */
sought: number, 
/**
 * "Step 7 of 100 · lowest: Adam, 0.0123".
 */
status: string, 
/**
 * Whether the step is one of many: who has the seek bar in focus is not to hear each.
 */
isPassing: boolean, 
/**
 * Every racer at this step.
 */
rows: Array<Row>, };
export type Row = { 
/**
 * Its x.
 */
x: string, 
/**
 * Its y.
 */
y: string, 
/**
 * f there.
 */
loss: string, 
/**
 * f there in fewer digits, as it has room beside a slider.
 */
briefLoss: string, 
/**
 * How far the nearest global minimum is; empty where none is known.
 */
distance: string, 
/**
 * What is remarkable about it: that it stopped, keeps growing, is outside the picture, or leads.
 */
note: string, 
/**
 * The step at which f first came within 10⁻³ of the minimum; empty while it is not there, or where no
 * minimum is known.
 */
arrived: string, 
/**
 * Whether its f is the lowest of all. Nobody's is where it is equal, or where no minimum is known.
 */
leads: boolean, 
/**
 * What it does.
 */
kind: RowKind, };
export type RowKind = "racing" | "outside" | "arrived" | "stopped" | "off";
export type RowView = { 
/**
 * How many steps have been taken.
 */
step: number, 
/**
 * The numbers, of each coordinate; the iterate and f last. Empty where there is none.
 */
cells: Array<string>, };
export type RunView = { 
/**
 * What each racer is called.
 */
labels: Array<string>, 
/**
 * How many steps the run has.
 */
steps: number, };
export type ScheduleControls = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its settings, in the order of their list.
 */
settings: Array<SettingControl>, 
/**
 * The learning rates over the run, as the corners of a line: `[step, rate]`, in order. None where it
 * stays.
 */
rates: Array<[number, number]>, };
export type Scheme = "auto" | "light" | "dark";
export type SettingControl = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its value.
 */
value: SettingValue, };
export type SettingValue = number | [number, number] | boolean;
export type ShareView = { 
/**
 * The outcome's code, for its colour; none for several minima together.
 */
code: number | null, 
/**
 * What it is called: a letter, or words.
 */
name: string, 
/**
 * "62%".
 */
part: string, 
/**
 * The median number of steps to a minimum; else empty.
 */
steps: string, };
export type SliderScale = "linear" | "power";
export type Snippets = { 
/**
 * The address of this run and step.
 */
link: string, 
/**
 * The element, with the script that defines it.
 */
element: string, 
/**
 * A frame.
 */
frame: string, 
/**
 * A still picture.
 */
poster: string, };
export type StoryChoice = { 
/**
 * Whether it is a lesson or a claim.
 */
kind: StoryKind, 
/**
 * Its title.
 */
title: string, 
/**
 * What it is about, in a sentence; of a claim the article's words.
 */
what: string, };
export type StoryKind = "lesson" | "claim";
export type StoryView = { 
/**
 * The index of the story that is shown.
 */
index: number | null, 
/**
 * Whether it is a lesson or a claim; means nothing while there is no story.
 */
kind: StoryKind, 
/**
 * Which of them it is: "Lesson 3 of 8".
 */
place: string, 
/**
 * Its title.
 */
title: string, 
/**
 * What a lesson teaches; what to watch in the run of a claim.
 */
text: string, 
/**
 * The article's words, without quotation marks; empty for a lesson.
 */
quote: string, 
/**
 * What a lesson invites to; what there is to say of a claim.
 */
comment: string, 
/**
 * What the run that is shown says of it; none until it is read.
 */
verdict: Verdict | null, 
/**
 * What was measured in that run, in a sentence or two; or why nothing was.
 */
reading: string, 
/**
 * Whether the reading stays: it is spoken then.
 */
isSettled: boolean, 
/**
 * The panels that show more of it: `rates`, `basins`.
 */
panels: Array<string>, 
/**
 * Whether the index before this one is a story of the same kind.
 */
hasPrevious: boolean, 
/**
 * Whether the index behind this one is a story of the same kind.
 */
hasNext: boolean, };
export type SurfaceView = { 
/**
 * Which pictures there are.
 */
layout: Layout, 
/**
 * Whether the surface lets through what it hides.
 */
seesThrough: boolean, 
/**
 * From where it is looked at.
 */
camera: CameraView, 
/**
 * The picture for those who do not see it; empty while it is not shown.
 */
description: string, 
/**
 * Who is behind the surface, or not on it; empty where everyone is seen.
 */
note: string, };
export type CameraView = { 
/**
 * How far above the floor, 0 to 90.
 */
elevation: number, 
/**
 * Where around, from −180 to 180.
 */
azimuth: number, 
/**
 * 0.5 to 8.
 */
zoom: number, };
export type SwarmView = { 
/**
 * The racer that is shown so.
 */
racer: number | null, 
/**
 * How many there are, and what became of those that are not under way.
 */
text: string, 
/**
 * What the chart shows of each.
 */
measure: string, 
/**
 * The chart for those who do not see it.
 */
values: string, };
export type TableView = { 
/**
 * The quantities of the rule, before the iterate and f.
 */
columns: Array<ColumnView>, 
/**
 * The coordinates that each quantity has: x and y, or x alone.
 */
axes: Array<string>, 
/**
 * Whether the last column is f.
 */
hasLoss: boolean, 
/**
 * The rows.
 */
rows: Array<RowView>, };
export type Transport = { 
/**
 * Whether it plays.
 */
playing: boolean, 
/**
 * The name of its speed.
 */
speed: string, 
/**
 * Whether the race begins again after its end.
 */
loops: boolean, 
/**
 * How long the run takes at this speed, in whole seconds.
 */
seconds: number, };
export type Verdict = "true" | "false" | "conditional" | "unread";
export type View<V> = { "view": "run", "is": RunView } | { "view": "picture", "is": PictureView } | { "view": "readout", "is": Readout } | { "view": "transport", "is": Transport } | { "view": "computed", "is": number } | { "view": "message", "is": string } | { "view": "announcement", "is": string } | { "view": "presentation", "is": PresentationView } | { "view": "panel", "is": V };
