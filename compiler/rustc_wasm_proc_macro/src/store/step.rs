//! The steps of an expansion as bytes: what was asked or done, and what the answer was. A whole expansion is its
//! steps one after the other, so that what two of them share is a common beginning of their bytes.
//!
//! A step is its tag, the fuel that the module had used since the step before, how much its memory had grown since
//! then, the question and the answer; numbers are LEB128, and texts have their length before them.

/// What a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    /// The world was looked at. The question is one of `WorldQuestion`.
    World = 0,
    /// The macro was started, with the handles that are the answer. What comes before set up an instance, which has
    /// used the fuel of this step.
    Start = 1,
    /// A request, and its reply.
    Request = 2,
    /// Output was printed: the number of its stream, and the text. There is no answer.
    Print = 3,
    /// The macro has returned. The question is what comes of it (`End`), and there is no answer.
    End = 4,
}

impl Tag {
    fn from_number(number: u8) -> Option<Tag> {
        [Tag::World, Tag::Start, Tag::Request, Tag::Print, Tag::End]
            .get(usize::from(number))
            .copied()
    }
}

/// A step without its answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step<'a> {
    pub(crate) tag: Tag,
    pub(crate) fuel: u64,
    pub(crate) growth: u64,
    pub(crate) question: &'a [u8],
    /// Where the answer is, which may be in other bytes than the question.
    pub(crate) answer: usize,
}

/// Reads the step at `at`, but for its answer.
pub(crate) fn read(bytes: &[u8], at: usize) -> Option<Step<'_>> {
    let tag = Tag::from_number(*bytes.get(at)?)?;
    let at = at.checked_add(1)?;
    let (fuel, at) = read_number(bytes, at)?;
    let (growth, at) = read_number(bytes, at)?;
    let (question, answer) = read_text(bytes, at)?;
    Some(Step { tag, fuel, growth, question, answer })
}

/// Reads an answer, and says where the next step is.
pub(crate) fn read_answer(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    read_text(bytes, at)
}

pub(crate) fn write(out: &mut Vec<u8>, tag: Tag, fuel: u64, growth: u64, question: &[&[u8]]) {
    out.push(tag as u8);
    write_number(out, fuel);
    write_number(out, growth);
    let len = question.iter().fold(0, |sum: usize, part| sum.saturating_add(part.len()));
    write_number(out, u64::try_from(len).unwrap_or(u64::MAX));
    question.iter().for_each(|part| out.extend_from_slice(part));
}

pub(crate) fn write_answer(out: &mut Vec<u8>, answer: &[u8]) {
    write_text(out, answer);
}

fn read_number(bytes: &[u8], mut at: usize) -> Option<(u64, usize)> {
    let (mut number, mut shift) = (0u64, 0u32);
    loop {
        let byte = *bytes.get(at)?;
        at = at.checked_add(1)?;
        let digit = u64::from(byte & 0x7f);
        let shifted = digit.checked_shl(shift)?;
        if shifted >> shift != digit {
            return None;
        }
        number |= shifted;
        if byte < 0x80 {
            return Some((number, at));
        }
        shift = shift.checked_add(7)?;
    }
}

pub(crate) fn write_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(u8::try_from(number & 0x7f).unwrap_or(0) | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or(0));
}

fn read_text(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let (len, at) = read_number(bytes, at)?;
    let end = at.checked_add(usize::try_from(len).ok()?)?;
    Some((bytes.get(at..end)?, end))
}

pub(crate) fn write_text(out: &mut Vec<u8>, text: &[u8]) {
    write_number(out, u64::try_from(text.len()).unwrap_or(u64::MAX));
    out.extend_from_slice(text);
}

/// What came of an expansion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct End {
    /// The handle of the result.
    pub(crate) output: u32,
    /// How many bytes were sent and printed.
    pub(crate) sent: u64,
    /// What identifies the instance from here on, if its `static`s are shared.
    pub(crate) history: [u8; 32],
}

impl End {
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend_from_slice(&self.output.to_le_bytes());
        out.extend_from_slice(&self.sent.to_le_bytes());
        out.extend_from_slice(&self.history);
        out
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<End> {
        let (output, rest) = bytes.split_first_chunk::<4>()?;
        let (sent, rest) = rest.split_first_chunk::<8>()?;
        Some(End {
            output: u32::from_le_bytes(*output),
            sent: u64::from_le_bytes(*sent),
            history: rest.try_into().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_read_as_they_were_written() {
        for number in [0, 1, 127, 128, 300, 1 << 32, u64::MAX - 1, u64::MAX] {
            let mut bytes = vec![0xff];
            write(&mut bytes, Tag::Request, number, 65536, &[b"ques", b"tion"]);
            write_answer(&mut bytes, b"answer");
            let step = read(&bytes, 1).unwrap();
            assert_eq!((step.tag, step.fuel, step.growth), (Tag::Request, number, 65536));
            assert_eq!(step.question, b"question");
            assert_eq!(read_answer(&bytes, step.answer), Some((&b"answer"[..], bytes.len())));
            for len in 1..bytes.len() {
                let cut = &bytes[..len];
                assert!(read(cut, 1).and_then(|step| read_answer(cut, step.answer)).is_none());
            }
        }
        let end = End { output: 7, sent: 1 << 40, history: [3; 32] };
        assert_eq!(End::from_bytes(&end.to_bytes()), Some(end));
        assert_eq!(End::from_bytes(&end.to_bytes()[1..]), None);
    }

    #[test]
    fn numbers_that_are_too_large_are_none() {
        assert!(read_number(&[0xff; 20], 0).is_none());
        let largest = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        assert_eq!(read_number(&largest, 0), Some((u64::MAX, 10)));
        let larger = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02];
        assert!(read_number(&larger, 0).is_none());
        // The length of a text.
        let mut bytes = vec![2, 0, 0];
        bytes.extend(largest);
        assert!(read(&bytes, 0).is_none());
    }
}
