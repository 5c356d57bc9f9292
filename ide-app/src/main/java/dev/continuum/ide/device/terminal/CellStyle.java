package dev.continuum.ide.device.terminal;

/**
 * How a cell looks, packed into a long: two colours and some attributes.
 *
 * <p>A colour is 25 bits: 0 the default, 1 to 256 an entry of the palette (less one), or {@link
 * #RGB} and 24 bits of red, green and blue.
 */
final class CellStyle {
  /** Marks a colour given by its red, green and blue. */
  static final int RGB = 1 << 24;

  /** Default colours, no attribute. */
  static final long PLAIN = 0;

  static final long BOLD = 1L << 50;
  static final long FAINT = 1L << 51;
  static final long ITALIC = 1L << 52;
  static final long UNDERLINE = 1L << 53;
  static final long INVERSE = 1L << 54;
  static final long HIDDEN = 1L << 55;
  static final long STRUCK = 1L << 56;

  private static final int COLOUR_BITS = 25;
  private static final long COLOUR = (1L << COLOUR_BITS) - 1;

  private CellStyle() {}

  static int foreground(long style) {
    return (int) (style & COLOUR);
  }

  static int background(long style) {
    return (int) ((style >> COLOUR_BITS) & COLOUR);
  }

  static long withForeground(long style, int colour) {
    return (style & ~COLOUR) | colour;
  }

  static long withBackground(long style, int colour) {
    return (style & ~(COLOUR << COLOUR_BITS)) | ((long) colour << COLOUR_BITS);
  }

  static boolean has(long style, long attribute) {
    return (style & attribute) != 0;
  }
}
