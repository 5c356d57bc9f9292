/**
 * Marks beside code, shared by those who set them (debugger, profile) and those who show them
 * (editors, disassembly): breakpoints, the running instruction, values, coverage. No controls.
 */
@NullMarked
package dev.continuum.ide.mark;

import org.jspecify.annotations.NullMarked;
