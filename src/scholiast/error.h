/* error.h - one domain of errors, with few codes: the sentence says the rest. */
#pragma once

#include <scholiast/api.h>

#define SCHO_ERROR (scho_error_quark ())

/**
 * SchoError:
 * @SCHO_ERROR_FAILED: the world said no: a file, the disk, a library
 * @SCHO_ERROR_INVALID: what was read is not what it should be
 * @SCHO_ERROR_NOT_FOUND: no document, code, coder, plugin … of that name
 * @SCHO_ERROR_RANGE: a position outside the text, reversed or empty
 * @SCHO_ERROR_CONFLICT: the project has changed since the step was made
 * @SCHO_ERROR_READ_ONLY: the project is open for reading only
 * @SCHO_ERROR_NEWER: made by a newer version of the program
 * @SCHO_ERROR_BUSY: another step of the project is being written, or another program
 *   holds its file; later it may work
 *
 * The message tells the user what and where, and keeps the library's words.
 */
typedef enum
{
  SCHO_ERROR_FAILED,
  SCHO_ERROR_INVALID,
  SCHO_ERROR_NOT_FOUND,
  SCHO_ERROR_RANGE,
  SCHO_ERROR_CONFLICT,
  SCHO_ERROR_READ_ONLY,
  SCHO_ERROR_NEWER,
  SCHO_ERROR_BUSY,
} SchoError;

SCHO_API GQuark scho_error_quark (void);
