//! Rubrics: which indicators count for which rows, with what weight, threshold, words and advice.
