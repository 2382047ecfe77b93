//! Every float is itself after the way through text.
use std::hint::black_box;

fn main() {
    let mut state = black_box(0x9E37_79B9_7F4A_7C15u64);
    let mut length = 0;
    for i in 0..400 {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let x = f64::from_bits(state);
        let y = f32::from_bits((state >> 32) as u32);
        if x.is_finite() && y.is_finite() {
            let texts = [x.to_string(), format!("{x:?}"), format!("{x:e}"), format!("{x:.17e}")];
            assert!(texts.iter().all(|t| t.parse::<f64>().unwrap().to_bits() == x.to_bits()));
            let texts = [y.to_string(), format!("{y:e}"), format!("{y:.9e}")];
            assert!(texts.iter().all(|t| t.parse::<f32>().unwrap().to_bits() == y.to_bits()));
            length += texts[0].len();
            if i % 20 == 0 {
                println!("{x:e} {y:e}");
            }
        }
    }
    println!("{length}");
}
