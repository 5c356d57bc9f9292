package dev.continuum.inspector.exec;

/**
 * A global instance (specification, "Global Instances").
 *
 * @param slot where its value lies among the globals of the store
 * @param type the code of its type
 */
public record GlobalInstance(int slot, int type, boolean mutable) implements External {}
