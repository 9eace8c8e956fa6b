// libgit2 1.5.1 never ends on a loose object that is cut off or damaged behind its header: it calls
// inflate until the object is whole (src/util/zstream.c, git_zstream_get_output) and takes only
// Z_STREAM_ERROR for a failure, not the Z_BUF_ERROR or Z_DATA_ERROR that zlib answers for ever. The
// linker sends its calls here (`--wrap=inflate` in Package.swift): no progress is a failure.

#include <zlib.h>

int __real_inflate(z_streamp stream, int flush);
int __wrap_inflate(z_streamp stream, int flush);

int __wrap_inflate(z_streamp stream, int flush) {
  const uInt input = stream->avail_in, output = stream->avail_out;
  const int result = __real_inflate(stream, flush);
  const int progress = stream->avail_in != input || stream->avail_out != output;
  return result < 0 && !progress ? Z_STREAM_ERROR : result;
}
