package dev.continuum.inspector.exec;

/** What can be exported and imported (specification, "External Instances"). */
public sealed interface External
    permits FunctionInstance, TableInstance, LinearMemory, GlobalInstance, TagInstance {}
