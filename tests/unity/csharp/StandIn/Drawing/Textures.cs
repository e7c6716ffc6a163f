using System;
using System.Runtime.InteropServices;
using Unity.Collections;
using UnityEngine.Engine;

namespace UnityEngine
{
    public class Texture : Object
    {
        public FilterMode filterMode { get; set; } = FilterMode.Bilinear;

        public TextureWrapMode wrapMode { get; set; }

        internal int Width { get; private protected set; }

        internal int Height { get; private protected set; }

        internal int Slices { get; private protected set; } = 1;

        internal TextureFormat Format { get; private protected set; }

        internal int PixelBytes { get; private protected set; }

        internal bool Mipmaps { get; private protected set; }

        /// <summary>What is being written; the graphics processor has it after Apply.</summary>
        internal byte[] Written { get; private protected set; }

        /// <summary>What the graphics processor has.</summary>
        internal byte[] Uploaded { get; private protected set; }

        private protected void Make(int width, int height, int slices, TextureFormat format, bool mipmaps)
        {
            Width = width;
            Height = height;
            Slices = slices;
            Mipmaps = mipmaps;
            Format = format;
            PixelBytes = format == TextureFormat.RGBAFloat ? 16 : format == TextureFormat.RGBA32 ? 4 : 1;
            Written = new byte[width * height * slices * PixelBytes];
            Uploaded = new byte[Written.Length];
        }

        private protected NativeArray<T> Slice<T>(int mipLevel, int element)
            where T : struct
        {
            if (mipLevel != 0)
            {
                throw new NotSupportedException("Only the largest level is here.");
            }

            int length = Width * Height * PixelBytes;
            return new NativeArray<T>(Written, element * length, length);
        }

        /// <summary>A picture file as it came: nothing decodes it here.</summary>
        internal byte[] File { get; set; }

        private protected void Upload()
        {
            Array.Copy(Written, Uploaded, Written.Length);
            Counters.Applied(Written.Length);
        }
    }

    public sealed class Texture2D : Texture
    {
        public Texture2D(int width, int height, TextureFormat textureFormat, bool mipChain, bool linear)
        {
            Make(width, height, 1, textureFormat, mipChain);
        }

        public NativeArray<T> GetPixelData<T>(int mipLevel)
            where T : struct
        {
            return Slice<T>(mipLevel, 0);
        }

        public void Apply(bool updateMipmaps, bool makeNoLongerReadable)
        {
            Upload();
        }
    }

    public static class ImageConversion
    {
        public static bool LoadImage(this Texture2D tex, ReadOnlySpan<byte> data, bool markNonReadable)
        {
            tex.File = data.ToArray();
            Counters.Applied(data.Length);
            return true;
        }
    }

    public sealed class Texture2DArray : Texture
    {
        public Texture2DArray(
            int width, int height, int depth, TextureFormat textureFormat, bool mipChain, bool linear)
        {
            Make(width, height, depth, textureFormat, mipChain);
        }

        public NativeArray<T> GetPixelData<T>(int mipLevel, int element)
            where T : struct
        {
            return Slice<T>(mipLevel, element);
        }

        public void Apply(bool updateMipmaps, bool makeNoLongerReadable)
        {
            Upload();
        }
    }

    public enum TextureFormat
    {
        RGBA32 = 4,
        RGBAFloat = 20,
        R8 = 63,
    }

    public enum FilterMode
    {
        Point = 0,
        Bilinear = 1,
        Trilinear = 2,
    }

    public enum TextureWrapMode
    {
        Clamp = 1,
    }
}

namespace Unity.Collections
{
    public struct NativeArray<T>
        where T : struct
    {
        private readonly byte[] _bytes;
        private readonly int _start;
        private readonly int _length;

        internal NativeArray(byte[] bytes, int start, int length)
        {
            _bytes = bytes;
            _start = start;
            _length = length;
        }

        public readonly Span<T> AsSpan()
        {
            return MemoryMarshal.Cast<byte, T>(_bytes.AsSpan(_start, _length));
        }
    }
}
