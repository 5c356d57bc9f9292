package dev.continuum.inspector.exec.wasi;

/**
 * What a function says of how it went (WASI, "errno"). The numbers are the ordinals, as the
 * specification counts them; the names lack the letter E that they have in C.
 */
enum Errno {
  /** No error occurred. */
  SUCCESS,
  /** The list of arguments is too long ({@code 2big}). */
  TOOBIG,
  /** Permission denied. */
  ACCES,
  /** The address is in use. */
  ADDRINUSE,
  /** The address is not available. */
  ADDRNOTAVAIL,
  /** The address family is not supported. */
  AFNOSUPPORT,
  /** The resource is not available now, or the call would wait. */
  AGAIN,
  /** The connection is already being made. */
  ALREADY,
  /** Bad file descriptor. */
  BADF,
  /** Bad message. */
  BADMSG,
  /** The device or resource is busy. */
  BUSY,
  /** The operation was cancelled. */
  CANCELED,
  /** There is no child process. */
  CHILD,
  /** The connection was aborted. */
  CONNABORTED,
  /** The connection was refused. */
  CONNREFUSED,
  /** The connection was reset. */
  CONNRESET,
  /** The resource would be in a deadlock. */
  DEADLK,
  /** A destination address is required. */
  DESTADDRREQ,
  /** The argument is out of the function's domain. */
  DOM,
  /** Reserved. */
  DQUOT,
  /** The file exists. */
  EXIST,
  /** Bad address: outside of the guest's memory. */
  FAULT,
  /** The file is too large. */
  FBIG,
  /** The host is unreachable. */
  HOSTUNREACH,
  /** The identifier was removed. */
  IDRM,
  /** Illegal byte sequence: not UTF-8. */
  ILSEQ,
  /** The operation is in progress. */
  INPROGRESS,
  /** The function was interrupted. */
  INTR,
  /** Invalid argument. */
  INVAL,
  /** Input or output failed. */
  IO,
  /** The socket is connected. */
  ISCONN,
  /** Is a directory. */
  ISDIR,
  /** Too many levels of symbolic links. */
  LOOP,
  /** Too many open file descriptors. */
  MFILE,
  /** Too many links. */
  MLINK,
  /** The message is too large. */
  MSGSIZE,
  /** Reserved. */
  MULTIHOP,
  /** The file name is too long. */
  NAMETOOLONG,
  /** The network is down. */
  NETDOWN,
  /** The connection was aborted by the network. */
  NETRESET,
  /** The network is unreachable. */
  NETUNREACH,
  /** Too many files are open in the system. */
  NFILE,
  /** There is no space for buffers. */
  NOBUFS,
  /** There is no such device. */
  NODEV,
  /** There is no such file or directory. */
  NOENT,
  /** The file is not executable in form. */
  NOEXEC,
  /** There are no locks left. */
  NOLCK,
  /** Reserved. */
  NOLINK,
  /** There is not enough space. */
  NOMEM,
  /** There is no message of the wanted type. */
  NOMSG,
  /** The protocol is not available. */
  NOPROTOOPT,
  /** There is no space left on the device. */
  NOSPC,
  /** The function is not supported. */
  NOSYS,
  /** The socket is not connected. */
  NOTCONN,
  /** Not a directory, nor a symbolic link to one. */
  NOTDIR,
  /** The directory is not empty. */
  NOTEMPTY,
  /** The state cannot be recovered. */
  NOTRECOVERABLE,
  /** Not a socket. */
  NOTSOCK,
  /** Not supported, or not supported on sockets. */
  NOTSUP,
  /** Inappropriate control operation. */
  NOTTY,
  /** There is no such device or address. */
  NXIO,
  /** The value is too large to be stored. */
  OVERFLOW,
  /** The previous owner died. */
  OWNERDEAD,
  /** The operation is not permitted. */
  PERM,
  /** Broken pipe. */
  PIPE,
  /** The protocol failed. */
  PROTO,
  /** The protocol is not supported. */
  PROTONOSUPPORT,
  /** The protocol is of the wrong type for the socket. */
  PROTOTYPE,
  /** The result is too large. */
  RANGE,
  /** The file system is read-only. */
  ROFS,
  /** The position of a stream cannot be moved. */
  SPIPE,
  /** There is no such process. */
  SRCH,
  /** The file is not where it was. */
  STALE,
  /** The connection timed out. */
  TIMEDOUT,
  /** The program file is busy. */
  TXTBSY,
  /** A link or name would go from one device to another. */
  XDEV,
  /** The rights of the file descriptor do not suffice. */
  NOTCAPABLE;

  /** The number that the guest is given. */
  int number() {
    return ordinal();
  }
}
