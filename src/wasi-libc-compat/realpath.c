// `realpath`, which wasi-libc has only since 2023. Knows paths and symbolic links, and nothing of Rust.
//
// A WASI program sees directories that were opened for it, each under a name. Where the root is not one of them, only a
// path relative to an opened directory leads anywhere: then the result is such a path, not an absolute one.

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// As many as Linux follows.
#define MAX_LINKS 40

// Puts the text in front of what is still to be resolved. Fails if that gets too long.
static int prepend(char *rest, const char *text, size_t len) {
    size_t rest_len = strlen(rest);
    if (len + 1 + rest_len >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memmove(rest + len + 1, rest, rest_len + 1);
    memcpy(rest, text, len);
    rest[len] = '/';
    return 0;
}

// Takes the last component off, if it is one that can be taken off.
static int pop(char *done) {
    char *slash = strrchr(done, '/');
    const char *last = slash ? slash + 1 : done;
    if (*last == '\0' || strcmp(last, "..") == 0) {
        return -1;
    }
    if (slash == NULL) {
        *done = '\0';
    } else {
        slash[slash == done] = '\0';
    }
    return 0;
}

static int push(char *done, const char *name, size_t len) {
    size_t done_len = strlen(done);
    int needs_slash = done_len > 0 && done[done_len - 1] != '/';
    if (done_len + needs_slash + len >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    if (needs_slash) {
        done[done_len++] = '/';
    }
    memcpy(done + done_len, name, len);
    done[done_len + len] = '\0';
    return 0;
}

// Resolves `path` to `done`, both of `PATH_MAX` bytes. A relative path stays relative, and may become empty.
static int resolve(const char *path, char *done) {
    char rest[PATH_MAX], link[PATH_MAX];
    int links = 0;
    if (strlen(path) >= sizeof rest) {
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(rest, path);
    strcpy(done, path[0] == '/' ? "/" : "");
    for (;;) {
        size_t skipped = strspn(rest, "/"), len = strcspn(rest + skipped, "/");
        char name[PATH_MAX];
        memcpy(name, rest + skipped, len);
        name[len] = '\0';
        int must_be_directory = rest[skipped + len] == '/';
        memmove(rest, rest + skipped + len, strlen(rest + skipped + len) + 1);
        if (len == 0) {
            return 0;
        }
        if (strcmp(name, ".") == 0) {
            continue;
        }
        if (strcmp(name, "..") == 0) {
            // Above the root is the root; above a relative path is what it is relative to.
            if (pop(done) != 0 && done[0] != '/' && push(done, "..", 2) != 0) {
                return -1;
            }
            continue;
        }
        char before[PATH_MAX];
        strcpy(before, done);
        if (push(done, name, len) != 0) {
            return -1;
        }
        struct stat status;
        if (lstat(done, &status) != 0) {
            return -1;
        }
        if (S_ISLNK(status.st_mode)) {
            ssize_t size = readlink(done, link, sizeof link);
            if (size < 0) {
                return -1;
            }
            if (++links > MAX_LINKS) {
                errno = ELOOP;
                return -1;
            }
            if (size == 0 || prepend(rest, link, (size_t)size) != 0) {
                errno = size == 0 ? ENOENT : errno;
                return -1;
            }
            strcpy(done, link[0] == '/' ? "/" : before);
        } else if (!S_ISDIR(status.st_mode) && must_be_directory) {
            errno = ENOTDIR;
            return -1;
        }
    }
}

// Makes a relative path absolute, if the absolute one leads to the same place.
static void make_absolute(char *done) {
    char absolute[PATH_MAX];
    struct stat here, there;
    if (done[0] == '\0') {
        strcpy(done, ".");
    }
    if (getcwd(absolute, sizeof absolute) == NULL) {
        return;
    }
    if (strcmp(done, ".") != 0 && push(absolute, done, strlen(done)) != 0) {
        return;
    }
    if (stat(done, &here) == 0 && stat(absolute, &there) == 0 && here.st_dev == there.st_dev &&
        here.st_ino == there.st_ino) {
        strcpy(done, absolute);
    }
}

char *realpath(const char *restrict path, char *restrict resolved) {
    char done[PATH_MAX];
    if (path == NULL || *path == '\0') {
        errno = path == NULL ? EINVAL : ENOENT;
        return NULL;
    }
    if (resolve(path, done) != 0) {
        return NULL;
    }
    if (done[0] != '/') {
        make_absolute(done);
    }
    return resolved ? strcpy(resolved, done) : strdup(done);
}
