//! Generators of random numbers, shuffles, and estimates made with them.
use std::hint::black_box;

struct Xoshiro([u64; 4]);

impl Xoshiro {
    fn next(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    fn float(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, n: u32) -> u32 {
        ((self.next() >> 32) * u64::from(n) >> 32) as u32
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i as u32 + 1) as usize);
        }
    }
}

struct Twister([u32; 624], usize);

impl Twister {
    fn new(seed: u32) -> Twister {
        let mut state = [seed; 624];
        for i in 1..624 {
            state[i] = (state[i - 1] ^ state[i - 1] >> 30).wrapping_mul(1812433253).wrapping_add(i as u32);
        }
        Twister(state, 624)
    }

    fn next(&mut self) -> u32 {
        if self.1 == 624 {
            for i in 0..624 {
                let y = self.0[i] & 1 << 31 | self.0[(i + 1) % 624] & 0x7FFF_FFFF;
                self.0[i] = self.0[(i + 397) % 624] ^ y >> 1 ^ if y & 1 == 1 { 0x9908_B0DF } else { 0 };
            }
            self.1 = 0;
        }
        let mut y = self.0[self.1];
        self.1 += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9D2C_5680;
        y ^= y << 15 & 0xEFC6_0000;
        y ^ y >> 18
    }
}

fn main() {
    let mut random = Xoshiro(black_box([1, 2, 3, 4]));
    println!("{:x?}", (0..6).map(|_| random.next()).collect::<Vec<_>>());
    let mut cards: Vec<u8> = (0..52).collect();
    random.shuffle(&mut cards);
    println!("{cards:?}");
    let inside = (0..20_000).filter(|_| random.float().hypot(random.float()) < 1.0).count();
    println!("{}", inside as f64 / 5000.0);
    let mut counts = [0u32; 6];
    (0..6000).for_each(|_| counts[random.below(6) as usize] += 1);
    println!("{counts:?}");
    let mut twister = Twister::new(black_box(5489));
    let numbers: Vec<u32> = (0..10_000).map(|_| twister.next()).collect();
    println!("{:?} {}", &numbers[..4], numbers[9999]);
}
