//! `#[derive(ArrayCast, FromColorUnclamped, WithAlpha)]`: colours of a program's own.
//@ dependency: palette = { version = "0.7", default-features = false, features = ["std"] }

use palette::cast::ArrayCast;
use palette::convert::FromColorUnclamped;
use palette::{FromColor, Hsv, LinSrgb, Srgb, WithAlpha};

#[derive(Debug, Clone, Copy, ArrayCast, FromColorUnclamped, WithAlpha)]
#[palette(skip_derives(Rgb), rgb_standard = "palette::encoding::Srgb", component = "f32")]
#[repr(C)]
struct Inverted {
    red: f32,
    green: f32,
    blue: f32,
}

impl FromColorUnclamped<Srgb<f32>> for Inverted {
    fn from_color_unclamped(colour: Srgb<f32>) -> Self {
        Inverted { red: 1.0 - colour.red, green: 1.0 - colour.green, blue: 1.0 - colour.blue }
    }
}

impl FromColorUnclamped<Inverted> for Srgb<f32> {
    fn from_color_unclamped(colour: Inverted) -> Self {
        Srgb::new(1.0 - colour.red, 1.0 - colour.green, 1.0 - colour.blue)
    }
}

impl palette::Clamp for Inverted {
    fn clamp(self) -> Self {
        self
    }
}

#[derive(Debug, Clone, Copy, WithAlpha)]
#[palette(component = "u8")]
struct Transparent {
    value: u8,
    #[palette(alpha)]
    alpha: u8,
}

fn main() {
    let inverted = Inverted::from_color_unclamped(Srgb::new(0.25f32, 0.5, 1.0));
    println!("{inverted:?} {:?}", inverted.with_alpha(0.5));
    println!("{:?}", palette::cast::into_array(inverted));
    println!("{:?}", Transparent { value: 1, alpha: 2 }.with_alpha(9));
    let linear = LinSrgb::from_color(Hsv::new(0.0, 1.0, 1.0));
    println!("{}", linear.red);
}
