using System;
using UnityEngine;

namespace Tetrascope.Client
{
    /// <summary>What scene 2 draws with.</summary>
    [Serializable]
    public sealed class PoolShaders
    {
        [SerializeField, Tooltip("Tetrascope/Image")]
        private Shader _image = null!;

        [SerializeField, Tooltip("Tetrascope/Edge")]
        private Shader _edge = null!;

        [SerializeField, Tooltip("Tetrascope/Photo")]
        private Shader _photo = null!;

        [SerializeField, Tooltip("Tetrascope/Word")]
        private Shader _word = null!;

        internal Shader Image => _image;

        internal Shader Edge => _edge;

        internal Shader Photo => _photo;

        internal Shader Word => _word;
    }
}
