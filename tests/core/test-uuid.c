/* test-uuid.c - identities: their order, their time, their spelling. */
#include <scholiast/uuid.h>

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core-test.h"

static const struct
{
  const char *string;
  gboolean good;
} spellings[] = {
  { "0190a6f8-3c5e-7b1a-9f00-0123456789ab", TRUE },
  { "0190A6F8-3C5E-7B1A-9F00-0123456789AB", TRUE },
  { "{0190a6f8-3c5e-7b1a-9f00-0123456789ab}", TRUE },
  { "urn:uuid:0190a6f8-3c5e-7b1a-9f00-0123456789ab", TRUE },
  { "URN:UUID:0190a6f8-3c5e-7b1a-9f00-0123456789ab", TRUE },
  { "", FALSE },
  { "{", FALSE },
  { "urn:uuid:", FALSE },
  { "0190a6f8-3c5e-7b1a-9f00-0123456789a", FALSE },
  { "0190a6f8-3c5e-7b1a-9f00-0123456789abc", FALSE },
  { "0190a6f83c5e7b1a9f000123456789ab", FALSE },
  { "0190a6f8-3c5e-7b1a-9f00_0123456789ab", FALSE },
  { "0190a6f8-3c5e-7b1a-9f00-0123456789ag", FALSE },
  { "{0190a6f8-3c5e-7b1a-9f00-0123456789ab", FALSE },
  { "0190a6f8-3c5e-7b1a-9f00-0123456789ab}", FALSE },
  { "urn:uuid:{0190a6f8-3c5e-7b1a-9f00-0123456789ab}", FALSE },
  { " 0190a6f8-3c5e-7b1a-9f00-0123456789ab", FALSE },
};

START_TEST (parses_what_is_a_uuid)
{
  static const SchoUuid expected = { { 0x01, 0x90, 0xa6, 0xf8, 0x3c, 0x5e, 0x7b, 0x1a,
                                       0x9f, 0x00, 0x01, 0x23, 0x45, 0x67, 0x89, 0xab } };
  SchoUuid uuid = { { 42 } };
  char string[SCHO_UUID_STRING_LENGTH + 1];
  gboolean good = scho_uuid_parse (spellings[_i].string, &uuid);

  ck_assert_int_eq (good, spellings[_i].good);
  if (!good)
    {
      ck_assert_uint_eq (uuid.bytes[0], 42); /* untouched */
      return;
    }
  ck_assert_mem_eq (uuid.bytes, expected.bytes, 16);
  scho_uuid_format (&uuid, string);
  ck_assert_str_eq (string, "0190a6f8-3c5e-7b1a-9f00-0123456789ab");
}
END_TEST

START_TEST (comes_in_order_and_fast)
{
  gint64 before = g_get_real_time () / 1000, after;
  gint64 begin = g_get_monotonic_time ();
  SchoUuid last = scho_uuid_new (), first = last;

  for (guint i = 0; i < 1000000; i++)
    {
      SchoUuid uuid = scho_uuid_new ();

      if (scho_uuid_compare (&last, &uuid) >= 0)
        ck_abort_msg ("the %u-th is not after the one before", i);
      last = uuid;
    }
  after = g_get_real_time () / 1000;
  ck_assert_int_ge (scho_uuid_get_time (&first), before);
  ck_assert_int_le (scho_uuid_get_time (&last), after + 1);
  /* Half a second on its own; room for a machine with other work and for sanitizers. */
  ck_assert_int_lt (g_get_monotonic_time () - begin, 10 * G_USEC_PER_SEC);
}
END_TEST

static gpointer
make_many (gpointer data)
{
  SchoUuid *uuids = data;

  for (guint i = 0; i < 50000; i++)
    uuids[i] = scho_uuid_new ();
  return NULL;
}

static int
compare (const void *a, const void *b)
{
  return scho_uuid_compare (a, b);
}

START_TEST (threads_get_different_ones)
{
  g_autofree SchoUuid *uuids = g_new (SchoUuid, 4 * 50000);
  GThread *threads[4];

  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("uuid", make_many, uuids + i * 50000);
  for (guint i = 0; i < 4; i++)
    g_thread_join (threads[i]);
  for (guint i = 1; i < 4 * 50000; i++)
    if (i % 50000 != 0)
      ck_assert_int_lt (scho_uuid_compare (&uuids[i - 1], &uuids[i]), 0);
  qsort (uuids, 4 * 50000, sizeof *uuids, compare);
  for (guint i = 1; i < 4 * 50000; i++)
    ck_assert_int_ne (scho_uuid_compare (&uuids[i - 1], &uuids[i]), 0);
}
END_TEST

static const struct
{
  gint64 given, kept;
} times[] = {
  { 0, 0 },
  { 1, 1 },
  { 1732406400123, 1732406400123 },
  { (G_GINT64_CONSTANT (1) << 48) - 1, (G_GINT64_CONSTANT (1) << 48) - 1 },
  { G_GINT64_CONSTANT (1) << 48, (G_GINT64_CONSTANT (1) << 48) - 1 },
  { -5, 0 },
};

START_TEST (keeps_the_time_given)
{
  SchoUuid uuid = scho_uuid_new_at (times[_i].given);
  SchoUuid other = scho_uuid_new_at (times[_i].given);

  ck_assert_int_eq (scho_uuid_get_time (&uuid), times[_i].kept);
  ck_assert_uint_eq (uuid.bytes[6] >> 4, 7);
  ck_assert_uint_eq (uuid.bytes[8] >> 6, 2);
  ck_assert_int_ne (scho_uuid_compare (&uuid, &other), 0);
}
END_TEST

START_TEST (only_version_7_has_a_time)
{
  SchoUuid uuid;

  ck_assert (scho_uuid_parse ("0190a6f8-3c5e-4b1a-9f00-0123456789ab", &uuid));
  ck_assert_int_eq (scho_uuid_get_time (&uuid), -1);
  ck_assert (scho_uuid_parse ("0190a6f8-3c5e-7b1a-1f00-0123456789ab", &uuid));
  ck_assert_int_eq (scho_uuid_get_time (&uuid), -1);
  ck_assert (scho_uuid_parse ("0190a6f8-3c5e-7b1a-9f00-0123456789ab", &uuid));
  ck_assert_int_eq (scho_uuid_get_time (&uuid), 0x0190a6f83c5e);
}
END_TEST

/* A child has its parent's memory, what was prepared for the next UUIDs included. */
START_TEST (a_child_gets_others_than_its_parent)
{
  SchoUuid ours = scho_uuid_new_at (0), theirs;
  int ends[2], status;
  pid_t child;

  ck_assert_int_eq (pipe (ends), 0);
  child = fork ();
  ours = scho_uuid_new_at (0);
  if (child == 0)
    _exit (write (ends[1], &ours, sizeof ours) == sizeof ours ? 0 : 1);
  ck_assert_int_eq (read (ends[0], &theirs, sizeof theirs), sizeof theirs);
  ck_assert_int_eq (waitpid (child, &status, 0), child);
  ck_assert_int_ne (scho_uuid_compare (&ours, &theirs), 0);
}
END_TEST

START_TEST (null_is_all_zeros)
{
  SchoUuid uuid = { { 0 } };

  ck_assert (scho_uuid_is_null (&uuid));
  uuid.bytes[15] = 1;
  ck_assert (!scho_uuid_is_null (&uuid));
  uuid = scho_uuid_new ();
  ck_assert (!scho_uuid_is_null (&uuid));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("uuid");
  TCase *tc = tcase_create ("uuid");

  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, parses_what_is_a_uuid, 0, G_N_ELEMENTS (spellings));
  tcase_add_test (tc, comes_in_order_and_fast);
  tcase_add_test (tc, threads_get_different_ones);
  tcase_add_loop_test (tc, keeps_the_time_given, 0, G_N_ELEMENTS (times));
  tcase_add_test (tc, only_version_7_has_a_time);
  tcase_add_test (tc, a_child_gets_others_than_its_parent);
  tcase_add_test (tc, null_is_all_zeros);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
