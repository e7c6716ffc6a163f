using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using UnityEngine;
using UnityEngine.Engine;
using UnityEngine.Rendering;

namespace Tetrascope.Headless
{
    /// <summary>
    /// Writes what a camera sees as JSON: meshes, textures, materials and matrices, in OpenGL's conventions.
    /// </summary>
    internal sealed class Exporter
    {
        private readonly List<Texture> _textures = new List<Texture>();

        public void Write(Camera camera, string path)
        {
            _textures.Clear();
            object[] draws = Counters.Drawn().Select(Draw).ToArray();
            var scene = new
            {
                time = Time.timeAsDouble,
                camera = CameraOf(camera),
                draws,
                textures = _textures.Select(TextureOf).ToArray(),
            };
            File.WriteAllText(path, JsonSerializer.Serialize(scene));
        }

        private static object CameraOf(Camera camera)
        {
            Color background = camera.backgroundColor;
            Rect seen = camera.pixelRect;
            return new
            {
                width = Screen.width,
                height = Screen.height,
                viewport = new[] { seen.x, seen.y, seen.width, seen.height },
                background = new[] { background.r, background.g, background.b },
                view = View(camera.transform),
                projection = Projection(camera),
            };
        }

        /// <summary>From the world to the camera, which looks along -z; column by column.</summary>
        private static float[] View(Transform eye)
        {
            Quaternion back = eye.rotation.Inverse();
            Vector3 x = back.Turn(new Vector3(1f, 0f, 0f));
            Vector3 y = back.Turn(new Vector3(0f, 1f, 0f));
            Vector3 z = back.Turn(new Vector3(0f, 0f, 1f));
            Vector3 at = back.Turn(eye.position * -1f);
            return new[] { x.x, x.y, -x.z, 0f, y.x, y.y, -y.z, 0f, z.x, z.y, -z.z, 0f, at.x, at.y, -at.z, 1f };
        }

        private static float[] Projection(Camera camera)
        {
            float tall = 1f / (float)Math.Tan(camera.fieldOfView * Math.PI / 360.0);
            (float near, float far) = (camera.nearClipPlane, camera.farClipPlane);
            return new[]
            {
                tall / camera.aspect, 0f, 0f, 0f, 0f, tall, 0f, 0f, 0f, 0f, (far + near) / (near - far), -1f, 0f, 0f,
                2f * far * near / (near - far), 0f,
            };
        }

        private static float[] Model(Transform place)
        {
            Vector3 o = place.TransformPoint(default);
            Vector3 x = place.TransformPoint(new Vector3(1f, 0f, 0f)) - o;
            Vector3 y = place.TransformPoint(new Vector3(0f, 1f, 0f)) - o;
            Vector3 z = place.TransformPoint(new Vector3(0f, 0f, 1f)) - o;
            return new[] { x.x, x.y, x.z, 0f, y.x, y.y, y.z, 0f, z.x, z.y, z.z, 0f, o.x, o.y, o.z, 1f };
        }

        private object Draw(MeshRenderer renderer)
        {
            Mesh mesh = renderer.GetComponent<MeshFilter>().sharedMesh;
            Material material = renderer.sharedMaterial;
            int offset = 0;
            var layout = new List<object>();
            foreach (VertexAttributeDescriptor part in mesh.Layout)
            {
                layout.Add(new { attribute = (int)part.attribute, part.dimension, offset });
                offset += 4 * part.dimension;
            }

            return new
            {
                renderer.gameObject.name,
                shader = material.shader.name,
                model = Model(renderer.transform),
                layout,
                stride = mesh.Stride,
                vertices = Convert.ToBase64String(mesh.Vertices),
                indices = Convert.ToBase64String(MemoryMarshal.AsBytes(mesh.AllIndices.AsSpan(0, mesh.Indices))),
                count = mesh.Indices,
                numbers = material.Vectors.ToDictionary(
                    each => each.Key, each => new[] { each.Value.x, each.Value.y, each.Value.z, each.Value.w }),
                textures = material.Textures.ToDictionary(each => each.Key, each => IndexOf(each.Value)),
            };
        }

        private int IndexOf(Texture texture)
        {
            if (!_textures.Contains(texture))
            {
                _textures.Add(texture);
            }

            return _textures.IndexOf(texture);
        }

        private static object TextureOf(Texture texture)
        {
            return new
            {
                width = texture.Width,
                height = texture.Height,
                slices = texture.Slices,
                pixelBytes = texture.PixelBytes,
                array = texture is Texture2DArray,
                smooth = texture.filterMode != FilterMode.Point,
                mipmaps = texture.Mipmaps,
                clamped = texture.wrapMode == TextureWrapMode.Clamp,
                alphaOnly = texture.Format == Font.Alpha8,
                data = Convert.ToBase64String(texture.Uploaded),
            };
        }
    }
}
