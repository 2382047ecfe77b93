//! `#[derive(MontConfig)]` and `MontFp!`: finite fields, whose constants are computed when they are compiled.
//@ dependency: ark-ff = { version = "0.5", default-features = false, features = ["std"] }

use ark_ff::fields::{Field, Fp64, MontBackend, MontConfig};
use ark_ff::{AdditiveGroup, Fp256, MontFp, PrimeField};

#[derive(MontConfig)]
#[modulus = "17"]
#[generator = "3"]
struct SmallConfig;
type Small = Fp64<MontBackend<SmallConfig, 1>>;

#[derive(MontConfig)]
#[modulus = "52435875175126190479447740508185965837690552500527637822603658699938581184513"]
#[generator = "7"]
#[small_subgroup_base = "3"]
#[small_subgroup_power = "1"]
struct LargeConfig;
type Large = Fp256<MontBackend<LargeConfig, 4>>;

const MINUS_ONE: Large = MontFp!("-1");

fn main() {
    let three = Small::from(3u8);
    println!("{} {} {:?}", three.pow([5u64]), three.inverse().unwrap(), Small::MODULUS);
    println!("{} {}", MINUS_ONE * MINUS_ONE, MINUS_ONE.double());
}
