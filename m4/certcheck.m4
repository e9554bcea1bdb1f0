# SPDX-License-Identifier: MIT
# certcheck.m4: questions that configure.ac asks of the compiler and the linker.

# CERTCHECK_TRY_CFLAGS(FLAGS): add to BUILD_CFLAGS each of FLAGS that the compiler takes.
AC_DEFUN([CERTCHECK_TRY_CFLAGS], [
  for flag in $1; do
    AC_MSG_CHECKING([whether $CC accepts $flag])
    saved_CFLAGS=$CFLAGS
    CFLAGS="$CFLAGS -Werror $flag"
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])],
      [AC_MSG_RESULT([yes]); BUILD_CFLAGS="$BUILD_CFLAGS $flag"],
      [AC_MSG_RESULT([no])])
    CFLAGS=$saved_CFLAGS
  done
])

# CERTCHECK_TRY_LDFLAGS(FLAGS): add to BUILD_LDFLAGS each of FLAGS that the linker takes.
AC_DEFUN([CERTCHECK_TRY_LDFLAGS], [
  for flag in $1; do
    AC_MSG_CHECKING([whether the linker accepts $flag])
    saved_LDFLAGS=$LDFLAGS
    LDFLAGS="$LDFLAGS -Werror $flag"
    AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
      [AC_MSG_RESULT([yes]); BUILD_LDFLAGS="$BUILD_LDFLAGS $flag"],
      [AC_MSG_RESULT([no])])
    LDFLAGS=$saved_LDFLAGS
  done
])

# CERTCHECK_REQUIRE_FLAGS(FLAGS, FOR-WHAT): stop unless a program builds with FLAGS.
AC_DEFUN([CERTCHECK_REQUIRE_FLAGS], [
  AC_MSG_CHECKING([whether $CC builds with $1])
  saved_CFLAGS=$CFLAGS
  CFLAGS="$CFLAGS $1"
  AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
    [AC_MSG_RESULT([yes])],
    [AC_MSG_RESULT([no])
     AC_MSG_ERROR([$CC does not support $2])])
  CFLAGS=$saved_CFLAGS
])

# CERTCHECK_CHECK_VERSION_SCRIPT: set have_version_script to yes or no.
AC_DEFUN([CERTCHECK_CHECK_VERSION_SCRIPT], [
  AC_MSG_CHECKING([whether the linker knows version scripts])
  echo '{ global: certcheck_*; local: *; };' >conftest.map
  saved_LDFLAGS=$LDFLAGS
  LDFLAGS="$LDFLAGS -Wl,--version-script=conftest.map"
  AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])], [have_version_script=yes], [have_version_script=no])
  LDFLAGS=$saved_LDFLAGS
  rm -f conftest.map
  AC_MSG_RESULT([$have_version_script])
])
