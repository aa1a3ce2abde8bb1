//! The TypeScript types of what goes out, made from the Rust ones.
//!
//! `UPDATE=1 cargo test -p downhill-figure views` writes them anew.

use ts_rs::TS;

use crate::controls::{
    ControlsView, NoiseControls, ObjectiveParameter, RacerControls, ScheduleControls,
    SettingControl, SettingValue, SliderScale,
};
use crate::effect::{Band, PictureView, PresentationView, RunView, Transport, View};
use crate::frame_address::FrameAddress;
use crate::gallery::{ObjectiveChoice, ObjectiveGroup};
use crate::job::JobView;
use crate::panels::PanelView;
use crate::panels::basins::{BasinMapView, BasinsView, LegendView, MinimumView, ShareView};
use crate::panels::chart::{ChartView, Measure};
use crate::panels::code::CodeView;
use crate::panels::ensemble::EnsembleView;
use crate::panels::ghost::GhostView;
use crate::panels::numbers::{ColumnView, HandView, NumbersView, RacerNumbers, RowView, TableView};
use crate::panels::probe::ProbeView;
use crate::panels::rates::{ParameterView, RatesDot, RatesMeasure, RatesRow, RatesView};
use crate::panels::step_inspector::InspectorView;
use crate::panels::story::{StoryChoice, StoryKind, StoryView, Verdict};
use crate::panels::surface::{CameraView, Layout, SurfaceView};
use crate::panels::swarm::SwarmView;
use crate::presentation::{Controls, Scheme};
use crate::readout::{Readout, Row, RowKind};
use crate::snippets::Snippets;

/// The declarations of these types.
macro_rules! declarations {
    ($($view:ty),+ $(,)?) => {
        [$(<$view as TS>::decl()),+]
    };
}

#[test]
fn the_types_of_views_are_those_of_the_file() {
    let types = declarations![
        Band,
        BasinMapView,
        BasinsView,
        ChartView,
        CodeView,
        ColumnView,
        Controls,
        ControlsView,
        EnsembleView,
        FrameAddress,
        GhostView,
        HandView,
        InspectorView,
        Layout,
        JobView,
        LegendView,
        Measure,
        MinimumView,
        NoiseControls,
        NumbersView,
        ObjectiveChoice,
        ObjectiveGroup,
        ObjectiveParameter,
        PanelView,
        ParameterView,
        PictureView,
        PresentationView,
        ProbeView,
        RacerControls,
        RatesDot,
        RatesMeasure,
        RatesRow,
        RatesView,
        RacerNumbers,
        Readout,
        Row,
        RowKind,
        RowView,
        RunView,
        ScheduleControls,
        Scheme,
        SettingControl,
        SettingValue,
        ShareView,
        SliderScale,
        Snippets,
        StoryChoice,
        StoryKind,
        StoryView,
        SurfaceView,
        CameraView,
        SwarmView,
        TableView,
        Transport,
        Verdict,
        View<PanelView>,
    ];
    let mut text =
        "// Made from the Rust types by `UPDATE=1 cargo test -p downhill-figure views`.\n"
            .to_owned();
    for declaration in types {
        text.push_str(&format!("export {declaration}\n"));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/views.d.ts");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), text);
}
