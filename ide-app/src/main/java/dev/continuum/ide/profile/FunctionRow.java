package dev.continuum.ide.profile;

/**
 * A function that was executed.
 *
 * @param place its place in the profile
 * @param name harmless to look at
 * @param own how many instructions its body has executed
 * @param share what part of all that is, 0 to 1
 * @param total the same with what it has called
 * @param calls how often it was called
 * @param covered what part of its instructions was executed at all, 0 to 1
 * @param position where it is, for {@code Workbench.open}
 */
record FunctionRow(
    int place,
    String name,
    long own,
    double share,
    long total,
    long calls,
    double covered,
    String position) {}
