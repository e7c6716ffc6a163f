// Draws what the headless client exported: its meshes, textures, materials and camera, with its own shaders.

/** Draws `scene` (see Export.cs) with `shaders` by name (see shader.py); returns a data address of the PNG. */
window.draw = (scene, shaders) => {
  const canvas = document.createElement("canvas");
  canvas.width = scene.camera.width;
  canvas.height = scene.camera.height;
  const gl = canvas.getContext("webgl2", { antialias: true, alpha: false, preserveDrawingBuffer: true });
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  const textures = scene.textures.map((texture) => makeTexture(gl, texture));
  const programs = {};
  const [red, green, blue] = scene.camera.background;
  gl.viewport(...scene.camera.viewport);
  gl.clearColor(red, green, blue, 1);
  gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
  gl.enable(gl.DEPTH_TEST);
  gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  for (const call of scene.draws) {
    const shader = shaders[call.shader];
    programs[call.shader] ??= makeProgram(gl, shader, call.shader);
    drawCall(gl, programs[call.shader], shader, call, scene, textures);
  }
  const fault = gl.getError();
  if (fault) throw new Error(`WebGL says ${fault}`);
  return canvas.toDataURL("image/png");
};

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function makeTexture(gl, { width, height, slices, pixelBytes, array, smooth, mipmaps, clamped, alphaOnly, data }) {
  const kind = array ? gl.TEXTURE_2D_ARRAY : gl.TEXTURE_2D;
  const texture = gl.createTexture();
  gl.bindTexture(kind, texture);
  const [inner, outer] = pixelBytes === 4 ? [gl.RGBA8, gl.RGBA] : [gl.R8, gl.RED];
  const bytes = bytesOf(data);
  if (array) gl.texImage3D(kind, 0, inner, width, height, slices, 0, outer, gl.UNSIGNED_BYTE, bytes);
  else if (pixelBytes === 16) {
    const numbers = new Float32Array(bytes.buffer);
    gl.texImage2D(kind, 0, gl.RGBA32F, width, height, 0, gl.RGBA, gl.FLOAT, numbers);
  } else if (alphaOnly) gl.texImage2D(kind, 0, gl.ALPHA, width, height, 0, gl.ALPHA, gl.UNSIGNED_BYTE, bytes);
  else gl.texImage2D(kind, 0, inner, width, height, 0, outer, gl.UNSIGNED_BYTE, bytes);
  if (mipmaps) gl.generateMipmap(kind);
  const wrap = clamped ? gl.CLAMP_TO_EDGE : gl.REPEAT;
  gl.texParameteri(kind, gl.TEXTURE_MAG_FILTER, smooth ? gl.LINEAR : gl.NEAREST);
  gl.texParameteri(
    kind,
    gl.TEXTURE_MIN_FILTER,
    mipmaps ? gl.LINEAR_MIPMAP_LINEAR : smooth ? gl.LINEAR : gl.NEAREST,
  );
  gl.texParameteri(kind, gl.TEXTURE_WRAP_S, wrap);
  gl.texParameteri(kind, gl.TEXTURE_WRAP_T, wrap);
  return { kind, texture };
}

function makeProgram(gl, shader, name) {
  const program = gl.createProgram();
  for (const [kind, text] of [
    [gl.VERTEX_SHADER, shader.vertex],
    [gl.FRAGMENT_SHADER, shader.fragment],
  ]) {
    const part = gl.createShader(kind);
    gl.shaderSource(part, text);
    gl.compileShader(part);
    if (!gl.getShaderParameter(part, gl.COMPILE_STATUS)) throw new Error(`${name}: ${gl.getShaderInfoLog(part)}`);
    gl.attachShader(program, part);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(`${name}: ${gl.getProgramInfoLog(program)}`);
  return program;
}

function drawCall(gl, program, shader, call, scene, textures) {
  gl.useProgram(program);
  const at = (name) => gl.getUniformLocation(program, name);
  gl.uniformMatrix4fv(at("TETRA_MODEL"), false, call.model);
  gl.uniformMatrix4fv(at("TETRA_VIEW"), false, scene.camera.view);
  gl.uniformMatrix4fv(at("TETRA_PROJECTION"), false, scene.camera.projection);
  gl.uniform4f(at("_ScreenParams"), scene.camera.viewport[2], scene.camera.viewport[3], 0, 0);
  gl.uniform4f(at("_Time"), scene.time / 20, scene.time, scene.time * 2, scene.time * 3);
  setProperties(gl, program, call.numbers);
  Object.entries(call.textures).forEach(([name, index], unit) => {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(textures[index].kind, textures[index].texture);
    gl.uniform1i(at(name), unit);
  });
  gl.bindVertexArray(gl.createVertexArray());
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, bytesOf(call.vertices), gl.STATIC_DRAW);
  for (const [name, attribute] of Object.entries(shader.attributes)) {
    const place = gl.getAttribLocation(program, `in_${name}`);
    const found = call.layout.find((entry) => entry.attribute === attribute);
    if (place < 0 || !found) continue;
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, found.dimension, gl.FLOAT, false, call.stride, found.offset);
  }
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, bytesOf(call.indices), gl.STATIC_DRAW);
  gl.depthMask(shader.depth);
  if (shader.opaque) gl.disable(gl.BLEND);
  else gl.enable(gl.BLEND);
  gl.drawElements(gl.TRIANGLES, call.count, gl.UNSIGNED_INT, 0);
}

function setProperties(gl, program, numbers) {
  const count = gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS);
  for (let i = 0; i < count; i++) {
    const { name, type } = gl.getActiveUniform(program, i);
    const value = numbers[name];
    const place = gl.getUniformLocation(program, name);
    if (!value) continue;
    if (type === gl.FLOAT) gl.uniform1f(place, value[0]);
    else if (type === gl.FLOAT_VEC4) gl.uniform4fv(place, value);
  }
}
