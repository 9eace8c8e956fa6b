// Shrike knows no password, so it decrypts nothing; libarchive's ZIP reader refers to nettle for
// WinZip's AES all the same. Defining the entry points here leaves nettle out of the binary and of
// what a user must install. Without a passphrase libarchive 3.6.2 refuses an encrypted entry before
// it derives a key (archive_read_support_format_zip.c, init_WinZip_AES_decryption), so that none
// of these is ever called. Signatures: nettle 3.8, aes.h, hmac.h, pbkdf2.h.

#include "ArchiveReadOnly.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

void nettle_aes128_set_encrypt_key(void *context, const uint8_t *key);
void nettle_aes192_set_encrypt_key(void *context, const uint8_t *key);
void nettle_aes256_set_encrypt_key(void *context, const uint8_t *key);
void nettle_aes128_encrypt(const void *context, size_t size, uint8_t *out, const uint8_t *in);
void nettle_aes192_encrypt(const void *context, size_t size, uint8_t *out, const uint8_t *in);
void nettle_aes256_encrypt(const void *context, size_t size, uint8_t *out, const uint8_t *in);
void nettle_hmac_sha1_set_key(void *context, size_t size, const uint8_t *key);
void nettle_hmac_sha1_update(void *context, size_t size, const uint8_t *data);
void nettle_hmac_sha1_digest(void *context, size_t size, uint8_t *digest);
void nettle_pbkdf2_hmac_sha1(
    size_t key_size, const uint8_t *key, unsigned rounds, size_t salt_size, const uint8_t *salt,
    size_t size, uint8_t *out);

void nettle_aes128_set_encrypt_key(void *context, const uint8_t *key) {
  (void)context, (void)key, abort();
}

void nettle_aes192_set_encrypt_key(void *context, const uint8_t *key) {
  (void)context, (void)key, abort();
}

void nettle_aes256_set_encrypt_key(void *context, const uint8_t *key) {
  (void)context, (void)key, abort();
}

void nettle_aes128_encrypt(const void *context, size_t size, uint8_t *out, const uint8_t *in) {
  (void)context, (void)size, (void)out, (void)in, abort();
}

void nettle_aes192_encrypt(const void *context, size_t size, uint8_t *out, const uint8_t *in) {
  (void)context, (void)size, (void)out, (void)in, abort();
}

void nettle_aes256_encrypt(const void *context, size_t size, uint8_t *out, const uint8_t *in) {
  (void)context, (void)size, (void)out, (void)in, abort();
}

void nettle_hmac_sha1_set_key(void *context, size_t size, const uint8_t *key) {
  (void)context, (void)size, (void)key, abort();
}

void nettle_hmac_sha1_update(void *context, size_t size, const uint8_t *data) {
  (void)context, (void)size, (void)data, abort();
}

void nettle_hmac_sha1_digest(void *context, size_t size, uint8_t *digest) {
  (void)context, (void)size, (void)digest, abort();
}

void nettle_pbkdf2_hmac_sha1(
    size_t key_size, const uint8_t *key, unsigned rounds, size_t salt_size, const uint8_t *salt,
    size_t size, uint8_t *out) {
  (void)key_size, (void)key, (void)rounds, (void)salt_size, (void)salt, (void)size, (void)out;
  abort();
}
