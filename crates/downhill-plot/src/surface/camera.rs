//! From where a surface is looked at, and where its points are in the picture.

use downhill::decimal::signed;
use downhill::{InputError, Real, Value};

use crate::shape::Point;

/// A place in the box around a surface, whose sides go from 0 to 1: x, y, and the height.
pub(crate) type Place = [f64; 3];

/// How far the eye is from the middle of the box, in sides of the box. It is matplotlib's.
const DISTANCE: f64 = 10.0;
/// How far the box may be stretched sideways to fill a picture. The article's figure is stretched so far, as
/// matplotlib did before its release 3.3.
const WIDEST: f64 = 1.37;
/// How far the box reaches from its middle, sideways and upwards, when it is turned so that it reaches
/// farthest.
const REACH: Point = [0.78, 0.92];
/// The ranges of angles, in degrees, and of zoom.
const ELEVATION: [f64; 2] = [0.0, 90.0];
const AZIMUTH: [f64; 2] = [-180.0, 180.0];
const ZOOM: [f64; 2] = [0.5, 8.0];

/// From where a surface is looked at, as matplotlib has it. Angles are in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// How far above the floor the eye is, from 0 (beside the box) to 90 (right above it).
    pub elevation: f64,
    /// The direction in which the eye stands, from the x axis towards the y axis, from −180 to 180.
    pub azimuth: f64,
    /// How large the box is against its usual size.
    pub zoom: f64,
}

impl Default for Camera {
    /// The article's view.
    fn default() -> Self {
        Self { elevation: 50.0, azimuth: -50.0, zoom: 1.0 }
    }
}

impl Camera {
    /// A camera at these angles in degrees, and so many times as near as usual.
    ///
    /// # Errors
    /// If the elevation is not from 0 to 90, the azimuth not from −180 to 180, or the zoom not from 0.5 to 8.
    pub fn new(elevation: f64, azimuth: f64, zoom: f64) -> Result<Self, InputError> {
        for (field, given, [low, high]) in [
            ("elevation", elevation, ELEVATION),
            ("azimuth", azimuth, AZIMUTH),
            ("zoom", zoom, ZOOM),
        ] {
            if !(low..=high).contains(&given) {
                let allowed = format!("a number from {} to {}", signed(low), signed(high));
                return Err(InputError::not_allowed(field, &Value::Number(given), &allowed));
            }
        }
        Ok(Self { elevation, azimuth, zoom })
    }

    /// The camera moved around the box, by degrees to the right and up. Over the top it goes no farther.
    #[must_use]
    pub fn turned(self, right: f64, up: f64) -> Self {
        let whole = |by: f64| if by.is_finite() { by } else { 0.0 };
        let around = self.azimuth + whole(right);
        let azimuth = around - 360.0 * ((around + 180.0) / 360.0).floor();
        Self {
            elevation: (self.elevation + whole(up)).clamp(ELEVATION[0], ELEVATION[1]),
            azimuth,
            ..self
        }
    }

    /// The camera so many times as near.
    #[must_use]
    pub fn zoomed(self, factor: f64) -> Self {
        let zoom = self.zoom * if factor > 0.0 { factor } else { 1.0 };
        Self { zoom: zoom.clamp(ZOOM[0], ZOOM[1]), ..self }
    }
}

/// The map from the box to the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Projection {
    /// Where the eye is.
    pub(crate) eye: Place,
    /// The directions to the right, upwards, and towards the eye.
    axes: [Place; 3],
    /// CSS px to a side of the box, along both axes of the picture.
    scale: Point,
    middle: Point,
}

impl Projection {
    /// The projection of a camera onto a picture of `size` with `margins` on both sides, all in CSS px.
    pub(crate) fn new(camera: Camera, size: [f64; 2], margins: [f64; 2]) -> Self {
        let [elevation, azimuth] = [camera.elevation, camera.azimuth].map(f64::to_radians);
        let [(up, out), (far, along)] =
            [elevation, azimuth].map(|angle| (Real::sin(angle), Real::cos(angle)));
        let axes =
            [[-far, along, 0.0], [-up * along, -up * far, out], [out * along, out * far, up]];
        let fitting = [0, 1].map(|axis| {
            ((size[axis] - 2.0 * margins[axis]) / 2.0).max(size[axis] / 8.0) / REACH[axis]
        });
        let unit = camera.zoom * fitting[0].min(fitting[1]);
        let scale = [unit * (fitting[0] / fitting[1]).clamp(1.0, WIDEST), unit];
        let eye = [0, 1, 2].map(|axis| 0.5 + DISTANCE * axes[2][axis]);
        Self { eye, axes, scale, middle: size.map(|length| length / 2.0) }
    }

    /// Where a place is in the picture, in CSS px.
    pub(crate) fn px(&self, place: Place) -> Point {
        let [right, up] = self.plane(place);
        [self.middle[0] + self.scale[0] * right, self.middle[1] - self.scale[1] * up]
    }

    /// Where a place is on the plane through the middle of the box, in sides of the box, to the right and
    /// upwards.
    fn plane(&self, place: Place) -> Point {
        let [right, up, near] = self.axes.map(|axis| {
            (place[0] - 0.5) * axis[0] + (place[1] - 0.5) * axis[1] + (place[2] - 0.5) * axis[2]
        });
        let nearness = DISTANCE / (DISTANCE - near);
        [right * nearness, up * nearness]
    }

    /// About how long a side of the box is in the picture, in CSS px.
    pub(crate) fn side_length(&self) -> f64 {
        self.scale[0]
    }

    /// The side on which the eye is, along x and y: 1 or −1.
    pub(crate) fn side(&self) -> Point {
        [0, 1].map(|axis| if self.eye[axis] < 0.5 { -1.0 } else { 1.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where matplotlib 3.11 projects points of the unit cube, from the functions of its module `proj3d`
    /// (`world_transformation`, `_view_transformation_uvw`, `_persp_transformation` with a distance and a
    /// `zfront` and `zback` of 10), times 10.
    const MATPLOTLIB: [(Point, Place, Point); 15] = [
        ([50.0, -50.0], [0.0, 0.0, 0.0], [-0.681028931793, -0.356366008663]),
        ([50.0, -50.0], [1.0, 0.0, 0.0], [0.062061404691, -0.867057042673]),
        ([50.0, -50.0], [1.0, 1.0, 1.0], [0.729466507262, 0.381712223242]),
        ([50.0, -50.0], [0.25, 0.75, 0.5], [-0.030132034327, 0.263833924599]),
        ([50.0, -50.0], [0.0, 1.0, 1.0], [-0.061201428595, 0.855042356025]),
        ([30.0, -60.0], [0.0, 0.0, 0.0], [-0.676819374769, -0.519762892275]),
        ([30.0, -60.0], [1.0, 1.0, 1.0], [0.689320421533, 0.529363061042]),
        ([30.0, -60.0], [0.25, 0.75, 0.5], [-0.088877762886, 0.165848163377]),
        ([0.0, 0.0], [1.0, 0.0, 0.0], [-0.526315789474, -0.526315789474]),
        ([0.0, 0.0], [0.0, 1.0, 1.0], [0.476190476190, 0.476190476190]),
        ([90.0, -90.0], [0.0, 0.0, 0.0], [-0.476190476190, -0.476190476190]),
        ([90.0, -90.0], [1.0, 1.0, 1.0], [0.526315789474, 0.526315789474]),
        ([12.0, 140.0], [1.0, 0.0, 0.0], [0.057100471035, -0.317444778749]),
        ([12.0, 140.0], [0.25, 0.75, 0.5], [-0.031913670771, -0.075840971651]),
        ([12.0, 140.0], [0.0, 1.0, 1.0], [-0.066936324628, 0.372126295574]),
    ];
    /// The corners of the box in the article's figure, in px of an enlarged copy, read by eye.
    const ARTICLES: [(Place, Point); 6] = [
        ([0.0, 0.0, 0.0], [183.0, 645.0]),
        ([1.0, 0.0, 0.0], [706.0, 908.0]),
        ([1.0, 1.0, 0.0], [1138.0, 598.0]),
        ([1.0, 1.0, 1.0], [1176.0, 267.0]),
        ([0.0, 1.0, 1.0], [620.0, 23.0]),
        ([0.0, 0.0, 1.0], [143.0, 315.0]),
    ];

    #[test]
    fn the_projection_is_matplotlibs() {
        for ([elevation, azimuth], place, expected) in MATPLOTLIB {
            let camera = Camera { elevation, azimuth, zoom: 1.0 };
            let found = Projection::new(camera, [800.0, 600.0], [0.0; 2]).plane(place);
            let is_near = (0..2).all(|axis| (found[axis] - expected[axis]).abs() < 1e-11);
            assert!(is_near, "{camera:?} {place:?}: {found:?}");
        }
    }

    #[test]
    fn the_box_is_that_of_the_articles_figure() {
        // In a picture as wide and high as the box is there, up to a factor and a shift.
        let projection = Projection::new(Camera::default(), [1033.0, 885.0], [0.0; 2]);
        let stretch = projection.scale[0] / projection.scale[1];
        assert!((stretch - 1.37).abs() < 0.02, "{stretch}");
        // The panes lie a 48th of a side outside of the surface's box.
        let outer = |part: f64| 0.5 + (part - 0.5) * 25.0 / 24.0;
        let found = ARTICLES.map(|(corner, _)| projection.px(corner.map(outer)));
        let factor = (found[2][0] - found[0][0]) / (ARTICLES[2].1[0] - ARTICLES[0].1[0]);
        for (index, (_, at)) in ARTICLES.iter().enumerate() {
            for axis in 0..2 {
                let expected = (at[axis] - ARTICLES[0].1[axis]) * factor;
                let place = found[index][axis] - found[0][axis];
                // That is 3 px of 955.
                assert!((place - expected).abs() < 3.0 * factor, "{index}: {place} {expected}");
            }
        }
    }

    #[test]
    fn a_camera_is_where_it_can_be_turned_to() {
        assert_eq!(Camera::new(50.0, -50.0, 1.0).unwrap(), Camera::default());
        for (camera, expected) in [
            (Camera::new(-1.0, 0.0, 1.0), "elevation is -1; it must be a number from 0 to 90"),
            (
                Camera::new(5.0, f64::NAN, 1.0),
                "azimuth is NaN; it must be a number from −180 to 180",
            ),
            (Camera::new(5.0, 0.0, 9.0), "zoom is 9; it must be a number from 0.5 to 8"),
        ] {
            assert_eq!(camera.unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn the_camera_stays_above_the_floor_and_goes_around() {
        let camera = Camera::default();
        assert_eq!(camera.turned(0.0, 90.0).elevation, 90.0);
        assert_eq!(camera.turned(0.0, -90.0).elevation, 0.0);
        assert_eq!(camera.turned(-140.0, 0.0).azimuth, 170.0);
        assert_eq!(camera.turned(300.0, 0.0).azimuth, -110.0);
        assert_eq!(camera.turned(f64::NAN, f64::INFINITY), camera);
        assert_eq!(camera.zoomed(1e9).zoom, 8.0);
        assert_eq!(camera.zoomed(0.0), camera);
        assert_eq!(camera.zoomed(f64::NAN), camera);
    }

    #[test]
    fn the_whole_box_is_in_the_picture_however_it_is_turned() {
        for size in [[850.0, 520.0], [390.0, 300.0], [400.0, 600.0]] {
            for turn in 0..36 {
                for elevation in [0.0, 20.0, 50.0, 60.0, 90.0] {
                    let camera = Camera { elevation, azimuth: 10.0 * f64::from(turn), zoom: 1.0 };
                    let projection = Projection::new(camera, size, [20.0; 2]);
                    for corner in 0..8 {
                        let place = [corner & 1, corner >> 1 & 1, corner >> 2].map(f64::from);
                        let at = projection.px(place);
                        let is_inside =
                            (0..2).all(|axis| at[axis] > 15.0 && at[axis] < size[axis] - 15.0);
                        assert!(is_inside, "{camera:?} {place:?} {at:?}");
                    }
                }
            }
        }
    }
}
