using System.Runtime.InteropServices;
using UnityEngine;
using UnityEngine.Rendering;

namespace Tetrascope.Client
{
    /// <summary>One corner of a quad in a plane of a scene. What the numbers mean is up to the shader.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct FlatVertex
    {
        /// <summary>Where the corner is, in metres.</summary>
        public Vector3 Position;

        /// <summary>A colour in the project's colour space, see <see cref="SceneTheme.ForVertex"/>.</summary>
        public Vector4 Tint;

        /// <summary>For most shaders: the corner as seen from the middle (x, y), and half the sides (z, w), in metres.
        /// </summary>
        public Vector4 Shape;

        /// <summary>What tells this quad from others.</summary>
        public Vector4 Look;

        internal static readonly VertexAttributeDescriptor[] Layout =
        {
            new VertexAttributeDescriptor(VertexAttribute.Position, VertexAttributeFormat.Float32, 3),
            new VertexAttributeDescriptor(VertexAttribute.Color, VertexAttributeFormat.Float32, 4),
            new VertexAttributeDescriptor(VertexAttribute.TexCoord0, VertexAttributeFormat.Float32, 4),
            new VertexAttributeDescriptor(VertexAttribute.TexCoord1, VertexAttributeFormat.Float32, 4),
        };
    }
}
