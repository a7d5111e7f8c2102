//! The encoder's arithmetic: the same on every machine, to the last bit.
//!
//! Weights are whole numbers of seven bits with a scale a row, what they are multiplied with whole numbers of eight; their products are
//! added up as whole numbers, so that no order of adding matters, and none is too great for any processor's instructions. What is left (norms,
//! softmax, the bend) is single precision in a fixed order, with the exponentials of `libm`, which are the same everywhere, not the system's.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix, QuantParams};
use rten_tensor::NdTensorView;

/// The greatest weight; its negative is the least. With one more bit, processors of some years ago would cut sums of two products short.
pub(super) const MOST_WEIGHT: i8 = 64;
/// The greatest whole number of the other eight bits, and where their zero lies.
const MOST: f32 = 127.0;
const ZERO: u8 = 128;
/// So many numbers are added up side by side.
const LANES: usize = 8;

type Multiplier = GemmExecutor<u8, i8, i32>;

thread_local! {
    /// What multiplies whole numbers as fast as this processor can.
    static MULTIPLIER: Multiplier = Multiplier::new();
    /// One thread for whoever asks, see [`one_thread`]. None, if the system has none left: then the work is shared after all.
    static ONE_THREAD: Option<rayon::ThreadPool> = rayon::ThreadPoolBuilder::new().num_threads(1).build().ok();
}

/// Does some work on one thread. The products of one utterance are so small that sharing them between threads costs more than they do.
pub(super) fn one_thread<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    ONE_THREAD.with(|thread| match thread {
        Some(thread) => thread.install(work),
        None => work(),
    })
}

/// A linear map from `inputs` to `outputs` numbers, weights as whole numbers.
pub(super) struct Linear {
    inputs: usize,
    weights: PackedBMatrix<i8>,
    /// What one of the whole numbers of an output is worth.
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl std::fmt::Debug for Linear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Linear({} to {})", self.inputs, self.outputs())
    }
}

/// Rows of numbers as whole numbers, one scale a row.
#[derive(Debug)]
pub(super) struct Whole {
    inputs: usize,
    values: Vec<u8>,
    scales: Vec<f32>,
}

impl Linear {
    /// From weights row by row, one row an output. None, if the numbers are not as many as they should be, or a weight is too great.
    pub(super) fn new(inputs: usize, weights: &[i8], scales: Vec<f32>, bias: Vec<f32>) -> Option<Self> {
        let outputs = scales.len();
        let fits = inputs > 0 && outputs > 0 && bias.len() == outputs && weights.len() == inputs.checked_mul(outputs)?;
        if !fits || weights.iter().any(|weight| !(-MOST_WEIGHT..=MOST_WEIGHT).contains(weight)) {
            return None;
        }
        let weights = NdTensorView::from_data([outputs, inputs], weights);
        Some(Self { inputs, weights: MULTIPLIER.with(|multiplier| multiplier.prepack_b(weights.transposed())), scales, bias })
    }

    pub(super) fn inputs(&self) -> usize {
        self.inputs
    }

    pub(super) fn outputs(&self) -> usize {
        self.scales.len()
    }

    /// Rows of outputs, one after another. `input` has [`Self::inputs`] numbers a row.
    pub(super) fn of(&self, input: &Whole) -> Vec<f32> {
        let rows = input.scales.len();
        let mut sums = vec![0_i32; rows * self.outputs()];
        let numbers = NdTensorView::from_data([rows, input.inputs], input.values.as_slice());
        let zeros = vec![ZERO; rows];
        let options = GemmOptions { a_quant: Some(QuantParams { zero_point: &zeros }), ..GemmOptions::default() };
        let (numbers, weights) = (GemmInputA::Unpacked(numbers), GemmInputB::Packed(&self.weights));
        let done = MULTIPLIER.with(|multiplier| multiplier.gemm(&mut sums, numbers, weights, options));
        debug_assert!(done.is_ok(), "{:?} of {} numbers a row: {done:?}", self, input.inputs);
        let mut out = Vec::with_capacity(sums.len());
        for (row, scale) in sums.chunks_exact(self.outputs()).zip(&input.scales) {
            let worth = row.iter().zip(&self.scales).zip(&self.bias);
            out.extend(worth.map(|((sum, weight), bias)| *sum as f32 * (weight * scale) + bias));
        }
        out
    }
}

/// The nearest whole number above or below zero, of two the even one, for numbers of at most 127, as a byte: added to one so great
/// that it has no places left behind the point, a number leaves its whole part in the last places of the sum.
#[inline]
fn byte(x: f32) -> u8 {
    const GREAT: f32 = 12_582_912.0;
    (x + GREAT).to_bits().wrapping_sub(GREAT.to_bits()).wrapping_add(u32::from(ZERO)) as u8
}

impl Whole {
    /// Rounds rows of `inputs` numbers to whole ones, the greatest of each row to 127.
    pub(super) fn of(numbers: &[f32], inputs: usize) -> Self {
        let rows = numbers.len() / inputs.max(1);
        let mut whole = Self { inputs, values: Vec::with_capacity(numbers.len()), scales: Vec::with_capacity(rows) };
        for row in numbers.chunks_exact(inputs) {
            let most = greatest(row);
            let scale = if most > 0.0 { most / MOST } else { 1.0 };
            let inverse = 1.0 / scale;
            whole.values.extend(row.iter().map(|value| byte(value * inverse)));
            whole.scales.push(scale);
        }
        whole
    }
}

/// Brings a row to mean 0 and variance 1, then stretches and shifts it (Ba, Kiros and Hinton 2016).
pub(super) fn normalise(row: &mut [f32], stretch: &[f32], shift: &[f32]) {
    let count = row.len() as f32;
    let mean = side_by_side(row, |value| value) / count;
    let spread = side_by_side(row, |value| (value - mean) * (value - mean)) / count;
    let inverse = 1.0 / (spread + 1e-12).sqrt();
    for ((value, stretch), shift) in row.iter_mut().zip(stretch).zip(shift) {
        *value = (*value - mean) * inverse * stretch + shift;
    }
}

/// The sum over a row of what `of` makes of each number. Eight sums are kept side by side, which any processor adds at once, in this order
/// on every one.
fn side_by_side(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<LANES>();
    let mut sums = [0.0f32; LANES];
    for chunk in chunks {
        for (sum, value) in sums.iter_mut().zip(chunk) {
            *sum += of(*value);
        }
    }
    sum(sums.into_iter()) + sum(rest.iter().map(|value| of(*value)))
}

/// The greatest distance from nothing.
fn greatest(row: &[f32]) -> f32 {
    let (chunks, rest) = row.as_chunks::<LANES>();
    let mut most = [0.0f32; LANES];
    for chunk in chunks {
        for (most, value) in most.iter_mut().zip(chunk) {
            *most = if value.abs() > *most { value.abs() } else { *most };
        }
    }
    most.iter().chain(rest).fold(0.0, |most, value| if value.abs() > most { value.abs() } else { most })
}

fn sum(values: impl Iterator<Item = f32>) -> f32 {
    values.fold(0.0, |sum, value| sum + value)
}

/// The product of two rows of equal length, a multiple of eight.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; LANES];
    for (a, b) in a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sum(sums.into_iter())
}

/// Adds `share` times a row to another.
pub(super) fn add(to: &mut [f32], share: f32, row: &[f32]) {
    for (to, value) in to.iter_mut().zip(row) {
        *to += share * value;
    }
}

/// Turns scores into shares of one.
pub(super) fn softmax(scores: &mut [f32]) {
    let most = scores.iter().fold(f32::MIN, |most, score| most.max(*score));
    for score in scores.iter_mut() {
        *score = libm::expf(*score - most);
    }
    let whole = sum(scores.iter().copied());
    for score in scores.iter_mut() {
        *score /= whole;
    }
}

/// The logarithm of the mean of the exponentials of scores: between their mean and their greatest.
pub(super) fn soft_most(scores: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = scores.clone().fold(f32::MIN, f32::max);
    let (total, count) = scores.fold((0.0f32, 0.0f32), |(total, count), score| (total + libm::expf(score - most), count + 1.0));
    most + libm::logf(total / count.max(1.0))
}

/// The bend of the middle of each layer: the number times the share of a normal distribution below it (Hendrycks and Gimpel 2016), from
/// a table, straight between its steps.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bend(Vec<f32>);

/// Beyond this, the bend is nothing or the number itself.
const BEND_FROM: f32 = -8.0;
const BEND_STEPS: f32 = 256.0;

impl Bend {
    pub(super) fn new() -> Self {
        let steps = (-2.0 * BEND_FROM * BEND_STEPS) as usize;
        let at = |step: usize| BEND_FROM + step as f32 / BEND_STEPS;
        let bend = |x: f32| 0.5 * x * (1.0 + libm::erff(x * std::f32::consts::FRAC_1_SQRT_2));
        Self((0..=steps + 1).map(|step| bend(at(step))).collect())
    }

    /// Bends every number.
    pub(super) fn all(&self, numbers: &mut [f32]) {
        numbers.iter_mut().for_each(|number| *number = self.of(*number));
    }

    fn of(&self, x: f32) -> f32 {
        let place = (x - BEND_FROM) * BEND_STEPS;
        if place < 0.0 {
            return 0.0;
        }
        // By way of 32 bits, which processors turn into in one go.
        let step = place as i32 as usize;
        match self.0.get(step..step + 2) {
            Some(&[low, high]) => low + (high - low) * (place - step as i32 as f32),
            _ => x,
        }
    }
}
