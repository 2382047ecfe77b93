//! How durations, errors, ranges and addresses of the library show themselves.
use std::hint::black_box;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

fn main() {
    for nanos in black_box([0, 1, 999, 1_000, 1_500, 999_999, 1_000_000, 1_234_567_890, 60_000_000_000, u64::MAX]) {
        let d = Duration::from_nanos(nanos);
        println!("{d:?} {d:.2?} {d:#?} {d:>12?} {} {} {}", d.as_secs_f64(), d.subsec_millis(), d.as_millis());
    }
    println!("{:?} {:?}", Duration::MAX, Duration::MAX.checked_add(Duration::from_nanos(1)));
    println!("{:?} {:?}", Duration::from_secs_f64(2.7), Duration::try_from_secs_f32(-1.0).map_err(|e| e.to_string()));
    println!("{:?} {:?}", Duration::from_secs(5) / 3, Duration::from_millis(700) * 9);
    println!("{:?}", Duration::from_secs(1).saturating_sub(Duration::from_secs(2)).abs_diff(Duration::from_nanos(7)));
    println!("{:?} {:?}", Duration::new(1, 2_000_000_000), Duration::from_secs(3).div_duration_f64(Duration::from_secs(2)));
    for error in [io::Error::from(io::ErrorKind::NotFound), io::Error::other("own"), io::Error::new(io::ErrorKind::InvalidData, "bad")] {
        println!("{error} {error:?} {:?}", error.kind());
    }
    println!("{} {:?}", "x".parse::<f32>().unwrap_err(), "x".parse::<bool>().map_err(|e| e.to_string()));
    println!("{} {:?}", "ab".parse::<char>().unwrap_err(), String::from_utf8(vec![0xFF]).map_err(|e| e.to_string()));
    println!("{:?}", "1.2.3.4".parse::<Ipv4Addr>().map(|a| (a.octets(), a.is_private(), u32::from(a))));
    for text in black_box(["::1", "2001:db8::ff00:42:8329", "::ffff:1.2.3.4", "1::2::3", "fe80::%1"]) {
        println!("{:?}", text.parse::<Ipv6Addr>().map(|a| (a.to_string(), a.segments()[7])).map_err(|e| e.to_string()));
    }
    println!("{:?} {}", "[::1]:80".parse::<SocketAddr>(), SocketAddr::from(([127, 0, 0, 1], 8080)));
    println!("[{:>20}] [{:<12}]", IpAddr::from([10, 0, 0, 1]), Ipv4Addr::BROADCAST);
}
