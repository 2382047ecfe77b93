//! Hundreds of files are written, found again, concatenated and removed.
//@ needs-dir
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};

fn main() -> io::Result<()> {
    for i in 0..200u32 {
        let directory = format!("/group{}", i % 7);
        fs::create_dir_all(&directory)?;
        fs::write(format!("{directory}/file{i:03}.txt"), format!("{i}\n").repeat(i as usize % 11))?;
    }
    let mut sums = BTreeMap::new();
    for entry in fs::read_dir("/")? {
        let group = entry?.path();
        let mut files: Vec<_> = fs::read_dir(&group)?.map(|e| Ok(e?.path())).collect::<io::Result<_>>()?;
        files.sort();
        let mut sum = (0, 0u64, 0);
        for file in &files {
            let reader = BufReader::new(fs::File::open(file)?);
            for line in reader.lines() {
                sum.1 += line?.parse::<u64>().unwrap();
                sum.2 += 1;
            }
            sum.0 += 1;
        }
        sums.insert(group.display().to_string(), sum);
    }
    println!("{sums:?}");
    let mut all = fs::File::create("/all")?;
    for i in (0..200).step_by(9) {
        let mut text = String::new();
        fs::File::open(format!("/group{}/file{i:03}.txt", i % 7))?.read_to_string(&mut text)?;
        all.write_all(text.as_bytes())?;
    }
    println!("{}", fs::read_to_string("/all")?.lines().count());
    for i in 0..7 {
        fs::remove_dir_all(format!("/group{i}"))?;
    }
    println!("{:?}", fs::read_dir("/")?.map(|e| e.map(|e| e.file_name())).collect::<io::Result<Vec<_>>>()?);
    Ok(())
}
