// Reads {jwks, token, issuer, audience} from standard input; verifies the token, and answers with a key set and a token of its own making.
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import * as jose from 'jose';

const { jwks, token, issuer, audience } = JSON.parse(readFileSync(0, 'utf8'));
const answer = { error: null, claims: null, header: null };

try {
  const { payload, protectedHeader } = await jose.jwtVerify(token, jose.createLocalJWKSet(jwks), { algorithms: ['ES256'], issuer, audience, typ: 'at+jwt' });
  answer.claims = payload;
  answer.header = protectedHeader;
} catch (e) {
  answer.error = e.code;
}

answer.thumbprints = await Promise.all(jwks.keys.map((key) => jose.calculateJwkThumbprint(key)));

const { publicKey, privateKey } = await jose.generateKeyPair('ES256');
const jwk = await jose.exportJWK(publicKey);
const kid = await jose.calculateJwkThumbprint(jwk);
answer.peer = {
  jwks: { keys: [{ ...jwk, kid, alg: 'ES256', use: 'sig' }] },
  token: await new jose.SignJWT({ sid: randomUUID() })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
    .setIssuer(issuer).setAudience(audience).setSubject('7').setJti(randomUUID()).setIssuedAt().setNotBefore('0s').setExpirationTime('1h')
    .sign(privateKey),
};

process.stdout.write(JSON.stringify(answer));
