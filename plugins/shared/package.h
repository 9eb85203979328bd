/* package.h - the parts of a ZIP package, as Word, LibreOffice and e-books have them. */
#pragma once

#include <scholiast/plugin.h>

#include <locale.h>

typedef struct _Package Package;

/* Whether a part with that name will be wanted. */
typedef gboolean (*PackageWants) (const char *part);

/**
 * package_open:
 * @bytes: (transfer full): of the whole file
 * @name: of the file, for messages
 * @limit: of all wanted parts together, in bytes
 *
 * Unpacks what is wanted, into memory only. Refuses what is no ZIP archive, is damaged or
 * encrypted, or is bigger than @limit.
 */
Package *package_open (char *bytes,
                       gsize n_bytes,
                       const char *name,
                       gsize limit,
                       PackageWants wants,
                       GCancellable *cancellable,
                       GError **error);
void package_free (Package *self);

/* (nullable): valid as long as the package */
const char *package_get (Package *self, const char *part, gsize *n_bytes);

/* The same; an error names what is missing. */
const char *
package_need (Package *self, const char *part, gsize *n_bytes, GError **error);

/* (nullable): the name of a wanted part; where several fit, of the first by name. */
const char *package_find_ending (Package *self, const char *ending);

/* Names of the wanted parts, sorted. (transfer container) (element-type utf8) */
GPtrArray *package_list (Package *self);

/* `OEBPS/a/../b.xhtml#x` from @base: `OEBPS/b.xhtml`. (transfer full) */
char *package_resolve (const char *base, const char *reference);

/* How sure it is that this is such a package: 0 when it is no ZIP archive at all. */
int package_guess (const guint8 *head,
                   gsize n_bytes,
                   const char *name,
                   const char *extensions,
                   const char *const *marks);

/* Between these libarchive knows names in UTF-8, in this thread: in a locale without it,
 * it has none for a part that is not ASCII. */
locale_t package_begin_names (void);
void package_end_names (locale_t before);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Package, package_free)
