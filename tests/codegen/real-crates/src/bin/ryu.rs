//! `ryu`: floats as the shortest text that is read back as the same.
fn main() {
    let mut buffer = ryu::Buffer::new();
    for x in [0.0, -0.0, 1.0, 0.1, 0.3, 1e15, 1e16, 1e17, 1e-5, 1e-6, 123456.789, f64::MAX, f64::MIN_POSITIVE, 5e-324, f64::EPSILON, f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
        println!("{} {}", buffer.format(x), ryu::Buffer::new().format(x as f32));
    }
    let mut state = 42u64;
    let mut lengths = [0u32; 25];
    for i in 0..3000 {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let (x, y) = (f64::from_bits(state), f32::from_bits((state >> 32) as u32));
        if x.is_finite() && y.is_finite() {
            let text = buffer.format_finite(x);
            assert_eq!(text.parse::<f64>().map(f64::to_bits), Ok(x.to_bits()));
            lengths[text.len()] += 1;
            if i % 100 == 0 {
                print!("{text} ");
            }
            let text = buffer.format_finite(y);
            assert_eq!(text.parse::<f32>().map(f32::to_bits), Ok(y.to_bits()));
            lengths[text.len()] += 1;
            if i % 100 == 0 {
                println!("{text}");
            }
        }
    }
    println!("{lengths:?}");
    for exponent in -330..310 {
        print!("{} ", buffer.format(format!("9.87654321e{exponent}").parse::<f64>().unwrap()));
    }
    println!();
}
